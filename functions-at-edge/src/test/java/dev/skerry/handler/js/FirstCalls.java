package dev.skerry.handler.js;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;

/** A program that tells how deep functions can be nested, in the first calls that are made. */
final class FirstCalls {
  private static final String SOURCE =
      """
      function handler(event) {
        let depth = 0;
        function f() { depth++; f() }
        try { f() } catch (e) { return { statusCode: 200, body: `${e.name} ${depth}` } }
      }
      """;

  private FirstCalls() {}

  public static void main(String[] arguments) throws HandlerProblem {
    HandlerSpec spec = Handlers.spec(SOURCE);
    try (Handlers handlers = new Handlers()) {
      for (int i = 0; i < 3; i++) {
        OwnJvm.tell(
            handlers.run(spec, Handlers.asking(Handlers.request("/")))
                    instanceof Verdict.Respond respond
                ? Handlers.text(respond)
                : "failed");
      }
    }
    System.exit(0); // whatever the engine's threads are at
  }
}
