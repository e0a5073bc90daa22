import './base.css';
import './work.css';
import './live.css';
import './document.css';
import './discussion.css';
import './compare.css';
import './outputs.css';
