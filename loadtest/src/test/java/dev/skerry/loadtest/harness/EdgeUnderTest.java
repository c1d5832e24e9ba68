package dev.skerry.loadtest.harness;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A caching reverse proxy that runs as a process of its own, and is judged.
 *
 * <p>It is Skerry, unless {@code -Dskerry.judge.edge=nginx} asks for nginx: that is how the judges
 * themselves are checked, for what nginx does is known.
 */
public interface EdgeUnderTest extends AutoCloseable {

  /** Where it answers in clear text, without a path. */
  URI http();

  /** Where it answers over TLS with a certificate for {@code localhost}, without a path. */
  URI https();

  /** The PEM file of the authority that a client must trust to believe {@link #https}. */
  Path authority();

  /** Its process, or the one of its processes that serves. */
  long pid();

  /** Asks it to finish what is in flight and to end; returns at once. */
  void drain();

  /** Stops it with SIGTERM; fails when it ends in any way but cleanly. */
  @Override
  void close();

  /** Starts the edge under test in front of an origin. */
  static EdgeUnderTest inFrontOf(URI origin) {
    return isNginx()
        ? NginxEdge.inFrontOf(origin)
        : SkerryProcess.start(List.of("--to", origin.toString()));
  }

  /** Whether it is nginx that is judged. */
  static boolean isNginx() {
    return "nginx".equals(System.getProperty("skerry.judge.edge"));
  }
}
