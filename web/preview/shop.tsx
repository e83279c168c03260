import { formatNumber } from "@shared/i18n/index.ts";
import { Bowl, Cup, Teapot, Vase } from "./pottery.tsx";
import style from "./shop.module.css";
import { t } from "./words.ts";

type Command = (name: string, ...args: unknown[]) => void;

function deskbell(...args: Parameters<Command>): void {
  (window as unknown as { deskbell?: Command }).deskbell?.(...args);
}

const ITEMS = [
  { name: "item.teapot", price: 86, Picture: Teapot },
  { name: "item.cup", price: 24, Picture: Cup },
  { name: "item.bowl", price: 38, Picture: Bowl },
  { name: "item.vase", price: 42, Picture: Vase },
] as const;

/** Somebody's shop, as far as a visitor of a chat needs one. */
export function Shop() {
  return (
    <>
      <aside class={style.note}>
        {t.pieces("note", {
          workspace: (
            <a key="workspace" href="/workspace/">
              {t("note.workspace")}
            </a>
          ),
        })}
      </aside>
      <header class={style.header}>
        <p class={style.brand}>{t("shop")}</p>
        <nav class={style.nav}>
          <a href="#shelf">{t("nav.pots")}</a>
          <a href="#shelf">{t("nav.cups")}</a>
          <a href="#about">{t("nav.about")}</a>
        </nav>
      </header>
      <main>
        <section class={style.hero}>
          <div>
            <h1>{t("hero")}</h1>
            <p>{t("hero.text")}</p>
            <button type="button" class={style.ask} onClick={() => deskbell("open")}>
              {t("hero.ask")}
            </button>
          </div>
          <Teapot />
        </section>
        <ul class={style.shelf} id="shelf">
          {ITEMS.map(({ name, price, Picture }) => (
            <li key={name}>
              <Picture />
              <h2>{t(name)}</h2>
              <p>{formatNumber(price, { style: "currency", currency: "EUR", maximumFractionDigits: 0 })}</p>
              <button
                type="button"
                class={style.about}
                aria-label={`${t("item.ask")}: ${t(name)}`}
                onClick={() => deskbell("startConversation", t("item.question", { item: t(name) }))}
              >
                {t("item.ask")}
              </button>
            </li>
          ))}
        </ul>
        <p class={style.kiln} id="about">
          {t("about")}
        </p>
      </main>
    </>
  );
}
