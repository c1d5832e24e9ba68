package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One version of a handler in Java. Its instances share the classes of one loader, until one of
 * them is stopped: then further ones have a new loader, as a class whose initialiser was stopped is
 * of no use to anybody any more. Safe for any thread.
 */
final class JarProgram implements Program {
  private final HandlerSpec spec;
  private final HandlerClass handlerClass;
  private final Supplier<Loaded> loaders;
  private final InstantSource clock;
  private volatile Loaded loaded;

  /** The classes that some instances share, none of which is loaded at first, and their switch. */
  record Loaded(JarClassLoader loader, StopSwitch stopSwitch) {
    Loaded(JarClassLoader loader) {
      this(loader, loader.stopSwitch());
    }
  }

  private JarProgram(
      HandlerSpec spec, HandlerClass handlerClass, Supplier<Loaded> loaders, InstantSource clock) {
    this.spec = spec;
    this.handlerClass = handlerClass;
    this.loaders = loaders;
    this.clock = clock;
    this.loaded = loaders.get();
  }

  /**
   * Reads a jar, looks whether it can be run and writes the checkpoints into its classes.
   *
   * @throws HandlerProblem if it cannot be run
   */
  static JarProgram of(HandlerSpec spec, InstantSource clock) throws HandlerProblem {
    JarContent jar = JarContent.read(spec.code().octets());
    JarClasses classes = JarClasses.read(jar.classes());
    HandlerClass handlerClass = HandlerClass.find(jar, classes.models());
    Map<String, byte[]> instrumented = classes.instrumented();
    String name = "handler " + spec.id() + ' ' + spec.code();
    return new JarProgram(
        spec,
        handlerClass,
        () -> new Loaded(new JarClassLoader(name, instrumented, jar.resources())),
        clock);
  }

  HandlerSpec spec() {
    return spec;
  }

  HandlerClass handlerClass() {
    return handlerClass;
  }

  /** The classes of instances that are made now. */
  Loaded loaded() {
    return loaded;
  }

  InstantSource clock() {
    return clock;
  }

  /** Whether further instances have other classes. */
  boolean isSpoiled(JarClassLoader loader) {
    return loaded.loader() != loader;
  }

  /** Code with classes of that loader was stopped. */
  synchronized void spoil(JarClassLoader loader) {
    if (!isSpoiled(loader)) {
      loaded = loaders.get();
    }
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
