import { render } from "preact";

const root = document.querySelector("#app");
if (root) render(<h1>Deskbell Workspace</h1>, root);
