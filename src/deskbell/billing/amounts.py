"""Amounts of money as people of a language write them."""


def in_words(amount: int, currency: str, language: str) -> str:
    """An amount in the currency's smallest unit, with its sign: `€ 9.00`, `9,00 €`."""
    from babel.localedata import normalize_locale  # noqa: PLC0415 - loaded by whoever uses it
    from babel.numbers import format_currency, get_currency_precision  # noqa: PLC0415 - as above

    locale = normalize_locale(language.replace("-", "_")) or "en"
    return format_currency(amount / 10 ** get_currency_precision(currency), currency, locale=locale)
