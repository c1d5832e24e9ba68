package dev.skerry.cli;

import dev.skerry.edge.EdgeNode;
import dev.skerry.edge.exchange.ErrorPages;
import dev.skerry.edge.flow.ProxyError;
import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.http.Request;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an author's browser gets to see of what is wrong: while what was saved last cannot be put in
 * force a page instead of all, and of a call that failed one in its answer.
 */
final class TriedEdge implements ErrorPages {
  private final TriedHandlers tried;
  private final Path folder;
  private volatile @Nullable EdgeNode node;

  // Of the thread that reloads.
  private boolean instead;

  /**
   * Shows none yet.
   *
   * @param file that is tried
   */
  TriedEdge(TriedHandlers tried, Path file) {
    this.tried = tried;
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of(".") : parent;
  }

  /** From now on it is that one's. */
  void is(EdgeNode edge) {
    node = edge;
  }

  /** Puts what was saved in force, or the page that says why that cannot be. */
  void reload(Configuration configuration) {
    configuration.reload();
    String problem = configuration.problem();
    EdgeNode edge = node;
    if (edge == null || (problem == null && !instead)) {
      return;
    }
    try {
      edge.apply(
          problem == null ? configuration.snapshot() : tried.showing(ofWhatIsSaved(problem)));
      instead = problem != null;
    } catch (IOException e) {
      throw Failure.of(e);
    }
  }

  private MistakePage ofWhatIsSaved(String problem) {
    return new MistakePage(
        "What was saved last cannot run",
        problem,
        SourceExcerpt.of(problem, tried.files(), folder),
        "Mend it and save it, then load this page again.");
  }

  @Override
  public @Nullable Page of(Request request, String requestId, ProxyError error) {
    EdgeNode edge = node;
    HandlerTail.Failed failed = edge == null ? null : edge.handlerTail().failed(requestId);
    if (failed == null) {
      return null;
    }
    String place = failed.line().place();
    return new MistakePage(
            "The handler %s failed at %s".formatted(failed.handler(), failed.line().hook()),
            (place.isEmpty() ? "" : place + ": ") + failed.line().text(),
            SourceExcerpt.of(place, tried.files(), folder),
            "Request %s; what the handler wrote before is in the log.".formatted(requestId))
        .page(request.fields().combined("accept"));
  }
}
