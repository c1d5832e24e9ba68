package dev.skerry.control.console;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import java.util.List;
import java.util.Map;

/**
 * The files of the console as endpoints of the admin API. Everybody may have them: they hold
 * nothing but the program, and ask for a token.
 *
 * <p>The browser runs only scripts that came from here, sends only to here, and shows the page in
 * no frame (Content Security Policy, level 3).
 */
public final class Console {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Console() {}

  /** {@code GET /} and {@code GET /console/…}. */
  public static List<Endpoint> endpoints() {
    Map<String, ConsoleFile> files = ConsoleFile.all();
    ConsoleFile page = ConsoleFile.page();
    return List.of(
        Endpoint.get("/")
            .open()
            .summary("The console")
            .answersType(200, HTML)
            .by(_ -> answer(page)),
        Endpoint.get("/console/{file}")
            .open()
            .path("file", "The name of one of the console's files")
            .summary("A file of the console")
            .answersType(200, "text/javascript")
            .by(
                call -> {
                  ConsoleFile file = files.get(call.required("file"));
                  if (file == null) {
                    throw new ProblemException(Problem.NOT_FOUND, "the console has no such file");
                  }
                  return answer(file);
                }));
  }

  private static AdminAnswer answer(ConsoleFile file) {
    return AdminAnswer.of(200, file.type(), file.content())
        .version(file.version())
        .field("content-security-policy", POLICY)
        .field("cross-origin-opener-policy", "same-origin")
        .field("referrer-policy", "no-referrer");
  }
}
