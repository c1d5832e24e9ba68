package dev.skerry.edge.sync;

import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.edge.sync.ControlPlaneLink.Conversation;
import dev.skerry.edge.sync.LastGood.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an edge starts with: the last good configuration that it has kept, or, where there is none,
 * the first that its control plane tells it.
 *
 * @param kept whose it is
 * @param compiled the same, ready to be in force
 */
public record FirstConfiguration(Kept kept, Compiled compiled) {
  private static final Logger log = LoggerFactory.getLogger(FirstConfiguration.class);
  private static final Duration WORD = Duration.ofSeconds(20);

  /** The one that was kept; null where there is none that can be used. */
  public static @Nullable FirstConfiguration kept(LastGood lastGood) throws IOException {
    Kept kept = lastGood.read();
    if (kept == null) {
      return null;
    }
    return switch (kept.bundle().compile()) {
      case Compiled compiled -> new FirstConfiguration(kept, compiled);
      case Refused refused -> {
        log.error(
            "version {}, which was in force before, is none any more:\n{}",
            kept.version(),
            text(refused));
        yield null;
      }
    };
  }

  /**
   * Asks the control plane for one, and keeps it.
   *
   * @param holdsNothing whether this edge is sure to start with nothing that was stored before:
   *     then it has applied whatever purge it is told, and nobody needs to wait for it
   * @param software the version of the program
   * @throws IOException if there is none, or none that can be used; the message says why
   */
  public static FirstConfiguration ask(
      ControlPlaneLink link,
      Path folder,
      String software,
      InstantSource clock,
      boolean holdsNothing)
      throws IOException, InterruptedException {
    Hello hello = new Hello(software, "", 0, "", 0, 0, false, clock.millis());
    try (Conversation conversation = link.open(hello)) {
      String controlPlane = "";
      while (true) {
        Directive directive = conversation.next(WORD);
        switch (directive) {
          case null -> throw new IOException("the control plane says nothing");
          case Directive.Welcome welcome -> {
            controlPlane = welcome.controlPlane();
            applied(welcome.latest(), holdsNothing, conversation);
          }
          case Directive.Order(var purge) -> applied(purge.sequence(), holdsNothing, conversation);
          case Directive.Forgotten(long upTo, long _) -> applied(upTo, holdsNothing, conversation);
          case Directive.Configure(long version, var bundle) -> {
            return take(
                new Kept(controlPlane, version, clock.millis(), bundle), conversation, folder);
          }
          case Directive.Revoked _ ->
              throw new ControlPlaneLink.RevokedException("this edge was revoked");
          case Directive.Current _ ->
              log.info("the control plane has no configuration yet; waiting for it");
          default -> {
            // Nothing is there yet that could be counted.
          }
        }
      }
    }
  }

  private static void applied(long sequence, boolean holdsNothing, Conversation conversation)
      throws IOException {
    if (holdsNothing) {
      conversation.report(List.of(new Report.Applied(sequence)));
    }
  }

  private static FirstConfiguration take(Kept kept, Conversation conversation, Path folder)
      throws IOException {
    Compilation compilation = kept.bundle().compile();
    if (compilation instanceof Refused refused) {
      List<String> problems = refused.problems().stream().map(Problem::toString).toList();
      conversation.report(List.of(new Report.Refused(kept.version(), problems)));
      throw new IOException(
          "version " + kept.version() + " of the configuration is wrong here:\n" + text(refused));
    }
    PrivateFile.folder(folder);
    Follower.lastGood(folder).write(kept);
    return new FirstConfiguration(kept, (Compiled) compilation);
  }

  private static String text(Refused refused) {
    return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
