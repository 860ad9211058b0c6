import './live.css'
