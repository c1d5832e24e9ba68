package dev.skerry.cli;

import dev.skerry.edge.admin.ConfigInForce;
import dev.skerry.edge.admin.ConfigService;
import dev.skerry.edge.config.Snapshot;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.config.document.Compilation;
import dev.skerry.edge.config.document.Compilation.Compiled;
import dev.skerry.edge.config.document.Compilation.Refused;
import dev.skerry.edge.config.document.Problem;
import dev.skerry.edge.observe.ReloadMeter;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration that a node follows, and how it is replaced: a document that is right takes the
 * place of the one in force, any other changes nothing but what is told of it.
 */
final class Configuration implements ConfigService {
  private static final Logger log = LoggerFactory.getLogger(Configuration.class);

  private final DocumentSource source;
  private final InstantSource clock;
  private InForce inForce;
  private @Nullable String problem;
  private @Nullable Follower follower;
  private @Nullable ReloadMeter meter;
  private Consumer<Bundle> publisher = _ -> {};

  private record InForce(Compiled compiled, Instant since) {}

  /** Where documents come from. */
  interface DocumentSource {
    /** How the user knows it: a file's path, or {@code command line}. */
    String name();

    /** Reads and compiles the document as it is now. */
    Compilation load();

    /**
     * What the last {@link #load} was made from, with all that it names, for edges of other
     * processes; null where it is not for them.
     */
    @Nullable Bundle bundle();
  }

  /** Puts a snapshot in force. */
  @FunctionalInterface
  interface Follower {
    /**
     * Swaps it in.
     *
     * @throws IOException if it cannot be; then the old one stays in force
     */
    void apply(Snapshot snapshot) throws IOException;
  }

  /**
   * Loads the first document; one that is wrong is a {@link Failure} that lists all its problems.
   */
  Configuration(DocumentSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
    this.inForce =
        switch (source.load()) {
          case Compiled compiled -> new InForce(compiled, clock.instant());
          case Refused refused ->
              throw new Failure(ExitCodes.PROBLEM, "the configuration is wrong:\n" + text(refused));
        };
  }

  /** The snapshot in force. */
  synchronized Snapshot snapshot() {
    return inForce.compiled().snapshot();
  }

  /**
   * Hands each further snapshot to the node, also one that came after it was started.
   *
   * @param counts counts what comes into force and what does not
   */
  synchronized void follow(Follower node, Snapshot startedWith, ReloadMeter counts)
      throws IOException {
    follower = node;
    meter = counts;
    counts.accepted(snapshot().fingerprint(), inForce.since().toEpochMilli());
    if (!snapshot().fingerprint().equals(startedWith.fingerprint())) {
      node.apply(snapshot());
    }
  }

  /** Has that told of the document in force, and of each further one that comes into force. */
  synchronized void publish(Consumer<Bundle> further) {
    publisher = further;
    publish();
  }

  private void publish() {
    Bundle bundle = source.bundle();
    if (bundle != null) {
      publisher.accept(bundle);
    }
  }

  /** Another configuration has come into force, which is not of the source. */
  synchronized void replaced(Compiled compiled) {
    inForce = new InForce(compiled, clock.instant());
    problem = null;
    if (meter != null) {
      meter.accepted(snapshot().fingerprint(), inForce.since().toEpochMilli());
    }
  }

  /** Why the newest document was refused; null if it is in force. */
  synchronized @Nullable String problem() {
    return problem;
  }

  /** How the user knows where it comes from. */
  String name() {
    return source.name();
  }

  /** Loads the document again and puts it in force if it is right and another one. */
  synchronized void reload() {
    switch (source.load()) {
      case Refused refused -> refuse(text(refused));
      case Compiled compiled -> {
        if (compiled.snapshot().fingerprint().equals(snapshot().fingerprint())) {
          problem = null;
          log.info("{} is as it was", source.name());
        } else {
          replace(compiled);
        }
      }
    }
  }

  private void replace(Compiled compiled) {
    try {
      if (follower != null) {
        follower.apply(compiled.snapshot());
      }
      inForce = new InForce(compiled, clock.instant());
      problem = null;
      if (meter != null) {
        meter.accepted(snapshot().fingerprint(), inForce.since().toEpochMilli());
      }
      log.info("{} is in force", source.name());
      publish();
    } catch (IOException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String why) {
    problem = why;
    if (meter != null) {
      meter.refused();
    }
    log.error("{} is wrong; the configuration in force stays:\n{}", source.name(), why);
  }

  @Override
  public synchronized ConfigInForce inForce() {
    return new ConfigInForce(
        source.name(),
        inForce.since(),
        inForce.compiled().snapshot().fingerprint(),
        problem,
        JsonMapper.shared().readTree(inForce.compiled().shown().json()));
  }

  private static String text(Refused refused) {
    return refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
