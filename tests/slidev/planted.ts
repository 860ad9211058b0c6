/** What the client does not have: the check has to find each. */
import * as client from '@slidev/client'

client satisfies { useNav: () => { noSuchMember: number } }
client satisfies { noSuchFunction: () => void }
