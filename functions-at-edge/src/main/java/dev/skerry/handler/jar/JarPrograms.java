package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.host.Program;
import java.time.InstantSource;

/** Loads handlers in Java from their jars. */
public final class JarPrograms implements Program.Loader {
  private final InstantSource clock;

  /** For handlers that see the time as it is. */
  public JarPrograms() {
    this(InstantSource.system());
  }

  /** For handlers that take this for the time. */
  public JarPrograms(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    return JarProgram.of(spec, clock);
  }
}
