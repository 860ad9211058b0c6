// The talk's own look. Slidev takes this file from the deck that is built, and styles/ from its addons too.
import '@fontsource-variable/bricolage-grotesque/standard.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/code.css'
import './styles/layouts.css'
import './styles/diagram.css'
import './styles/presenter.css'
