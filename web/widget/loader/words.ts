// The launcher is there before any catalogue is, and must stay small: its few words live here.
const WORDS = {
  en: ["Chat with us", "Close chat", "unread"],
  hans: ["在线咨询", "关闭聊天", "条未读"],
  hant: ["線上諮詢", "關閉聊天", "則未讀"],
};

/** The words for `open`, `close` and "n unread" in the language that the page or the browser asks for. */
export function words(language: string | undefined): readonly string[] {
  const tag = language || navigator.language;
  if (!/^zh/i.test(tag)) return WORDS.en;
  return /hant|tw|hk|mo/i.test(tag) ? WORDS.hant : WORDS.hans;
}
