import "@shared/ui/tokens.css";
import "@shared/ui/base.css";
import "./page.css";
import { setLanguage } from "@shared/i18n/index.ts";
import { followTheme } from "@shared/ui/theme.tsx";
import { render } from "preact";
import { App } from "./app.tsx";
import { firstLanguage } from "./profile/language.ts";

const root = document.querySelector("#app");
followTheme();
await setLanguage(firstLanguage());
document.title = "Deskbell Workspace";
if (root) render(<App />, root);
