import "@shared/ui/tokens.css";
import "@shared/ui/base.css";
import { setLanguage } from "@shared/i18n/index.ts";
import { followTheme } from "@shared/ui/theme.tsx";
import { render } from "preact";
import { App } from "./app.tsx";
import { firstLanguage } from "./session/account.ts";

followTheme();
const root = document.querySelector("#app");
if (root) void setLanguage(firstLanguage()).then(() => render(<App />, root));
