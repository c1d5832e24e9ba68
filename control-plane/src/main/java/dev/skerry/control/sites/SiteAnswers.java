package dev.skerry.control.sites;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint.Answering;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.shape.Violation;
import dev.skerry.origin.engine.EngineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How calls about configurations are refused. */
final class SiteAnswers {
  /** Problems of a document that are told at once. */
  private static final int PROBLEMS_MAX = 1_000;

  private SiteAnswers() {}

  /** An answer that may ask the engine, and wait. */
  @FunctionalInterface
  interface Blocking {
    AdminAnswer answer(AdminCall call)
        throws ProblemException, VersionException, InterruptedException;
  }

  static Answering of(Blocking blocking) {
    return call -> {
      try {
        return blocking.answer(call);
      } catch (VersionException e) {
        throw refusal(e);
      } catch (EngineException.CommitUnknown e) {
        throw new ProblemException(
            Problem.UNAVAILABLE, "whether it was applied is unknown; look at the versions");
      } catch (EngineException e) {
        throw new ProblemException(Problem.UNAVAILABLE, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ProblemException(Problem.UNAVAILABLE, "the control plane stops");
      }
    };
  }

  static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(List.of(Violation.in(pointer, detail)));
  }

  /**
   * Refuses a handler's new code: what is wrong with it is told with its place in the code, {@code
   * 3:7: …}; else the problems are as those of any configuration.
   *
   * @param file that the configuration has the code from; null if that is not known
   */
  static ProblemException wrongCode(String id, @Nullable String file, VersionException.Wrong e) {
    String source = "handlers." + id + ".source";
    return new ProblemException(
        Problem.UNPROCESSABLE,
        "the handler %s is wrong with this code".formatted(id),
        e.problems().stream()
            .limit(PROBLEMS_MAX)
            .map(
                problem ->
                    problem.path().equals(source)
                        ? Violation.in("/code", behind(file + ":", problem.message()))
                        : Violation.in("", problem.toString()))
            .toList());
  }

  private static String behind(String words, String text) {
    int at = text.indexOf(words);
    return at < 0 ? text : text.substring(at + words.length()).strip();
  }

  private static ProblemException refusal(VersionException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (e) {
      case VersionException.Wrong wrong ->
          new ProblemException(
              Problem.UNPROCESSABLE,
              "the configuration is wrong",
              wrong.problems().stream()
                  .limit(PROBLEMS_MAX)
                  .map(problem -> Violation.in("/content/document", problem.toString()))
                  .toList());
      case VersionException.Outdated _ -> new ProblemException(Problem.PRECONDITION_FAILED, detail);
      case VersionException.Unknown _ -> new ProblemException(Problem.NOT_FOUND, detail);
      case VersionException.TooLarge _ -> new ProblemException(Problem.CONTENT_TOO_LARGE, detail);
      case VersionException.Busy _ -> new ProblemException(Problem.CONFLICT, detail);
      case VersionException.NoRollout _ -> new ProblemException(Problem.CONFLICT, detail);
      case VersionException.NoCanary _ -> new ProblemException(Problem.CONFLICT, detail);
    };
  }
}
