package dev.skerry.cli;

import dev.skerry.edge.exchange.ErrorPages.Page;
import org.jspecify.annotations.Nullable;

/**
 * What an author's browser shows in place of the site while a handler fails: what happened, where,
 * and the lines around it.
 *
 * @param title in one line
 * @param message of any text, also an author's
 * @param excerpt null where no line is to blame
 * @param hint what to do
 */
record MistakePage(String title, String message, @Nullable SourceExcerpt excerpt, String hint) {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>{{title}}</title>
      <style>
      :root { color-scheme: light dark; --mark: #fde3e3; --red: #b3261e; --dim: #6b6b6b; }
      @media (prefers-color-scheme: dark) { :root { --mark: #4a1f1f; --red: #ff8a80; --dim: #a0a0a0; } }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 3rem auto; padding: 0 1rem; }
      h1 { font-size: 1.3rem; color: var(--red); }
      pre { font: 14px/1.6 ui-monospace, monospace; overflow-x: auto; }
      pre.said { white-space: pre-wrap; overflow-wrap: anywhere; }
      pre.source { border: 1px solid var(--dim); border-radius: 6px; padding: .5rem 0; }
      .line { display: block; padding: 0 1rem; }
      .line b { display: inline-block; width: 3.5rem; font-weight: normal; color: var(--dim); }
      .here { background: var(--mark); }
      .here b { color: var(--red); font-weight: bold; }
      p { color: var(--dim); }
      </style>
      </head>
      <body>
      """;

  /** Characters of a message. */
  private static final int MESSAGE_MAX = 4_000;

  private static final String LINE = "<span class=\"line\"><b>";

  /** Has the message made readable. */
  MistakePage {
    String said = message.isBlank() ? "(without a message)" : SourceExcerpt.visible(message);
    message = said.length() <= MESSAGE_MAX ? said : said.substring(0, MESSAGE_MAX) + " …";
  }

  /** For who accepts HTML that, else plain text. */
  Page page(@Nullable String accept) {
    return accept != null && accept.contains("text/html")
        ? new Page("text/html; charset=utf-8", html())
        : new Page("text/plain; charset=utf-8", text());
  }

  String html() {
    StringBuilder page = new StringBuilder(HEAD.replace("{{title}}", escaped(title)));
    page.append("<h1>").append(escaped(title)).append("</h1>\n");
    page.append("<pre class=\"said\">").append(escaped(message)).append("</pre>\n");
    if (excerpt != null) {
      page.append("<p>").append(escaped(excerpt.place())).append("</p>\n<pre class=\"source\">");
      for (int i = 0; i < excerpt.lines().size(); i++) {
        int number = excerpt.first() + i;
        page.append(number == excerpt.line() ? "<span class=\"line here\"><b>" : LINE)
            .append(number)
            .append("</b>")
            .append(escaped(excerpt.shown(i)))
            .append("</span>");
      }
      page.append("</pre>\n");
    }
    return page.append("<p>").append(escaped(hint)).append("</p>\n</body>\n</html>\n").toString();
  }

  String text() {
    StringBuilder page = new StringBuilder(title).append("\n\n").append(message).append('\n');
    if (excerpt != null) {
      page.append('\n').append(excerpt.place()).append('\n');
      for (int i = 0; i < excerpt.lines().size(); i++) {
        int number = excerpt.first() + i;
        boolean here = number == excerpt.line();
        page.append("%s%5d | %s\n".formatted(here ? ">" : " ", number, excerpt.shown(i)));
        if (here && excerpt.column() > 0) {
          page.append("       | ").append(" ".repeat(excerpt.caret())).append("^\n");
        }
      }
    }
    return page.append('\n').append(hint).append('\n').toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
