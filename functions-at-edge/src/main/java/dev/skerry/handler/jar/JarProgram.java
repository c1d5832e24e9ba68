package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.time.InstantSource;
import java.util.Set;

/**
 * One version of a handler in Java: the loader of its classes, none of which has been loaded yet.
 *
 * @param stopSwitch of this version's checkpoints
 */
record JarProgram(
    HandlerSpec spec,
    HandlerClass handlerClass,
    JarClassLoader loader,
    StopSwitch stopSwitch,
    InstantSource clock)
    implements Program {
  /**
   * Reads a jar, looks whether it can be run and writes the checkpoints into its classes.
   *
   * @throws HandlerProblem if it cannot be run
   */
  static JarProgram of(HandlerSpec spec, InstantSource clock) throws HandlerProblem {
    JarContent jar = JarContent.read(spec.code().octets());
    JarClasses classes = JarClasses.read(jar.classes());
    HandlerClass handlerClass = HandlerClass.find(jar, classes.models());
    JarClassLoader loader =
        new JarClassLoader(
            "handler " + spec.id() + ' ' + spec.code(), classes.instrumented(), jar.resources());
    return new JarProgram(spec, handlerClass, loader, loader.stopSwitch(), clock);
  }

  @Override
  public Set<Hook> hooks() {
    return handlerClass.hooks();
  }

  @Override
  public Instance open(HandlerLog log) {
    return new JarInstance(this, log);
  }
}
