// All styles of our own. The build adds an import of every `*.module.css`.
import "./global.css";
