package dev.skerry.handler.js;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * The classes of the engine that have something to initialise, initialised before any code runs.
 *
 * <p>What walks nested objects, chains of proxies or regular expressions can be had to run out of
 * stack anywhere in the engine. Where that happens while a class is initialised (JLS §12.4.2), the
 * class can never be used again, by no handler of the process. What is initialised already has no
 * such moment.
 */
final class EngineClasses {
  /** The language, its regular expressions, and what they are built of: a class in each jar. */
  private static final List<String> JARS =
      List.of(
          "com/oracle/truffle/js/lang/JavaScriptLanguage.class",
          "com/oracle/truffle/regex/RegexLanguage.class",
          "com/oracle/truffle/api/TruffleLanguage.class");

  /**
   * What runs when scripts do: nothing that is for debuggers, other languages or other engines, nor
   * what needs parts of the JDK that are not open to it.
   */
  private static final Pattern USED =
      Pattern.compile(
          "com/oracle/(?:js/parser/|truffle/(?:js/(?!.*/(?:testing/|wasm/|debug/|DebugCounter))"
              + "|regex/(?!.*/(?:java|oracledb|python|ruby)/)|object/|polyglot/(?!isolate/|JDKSupport)|host/"
              + "|api/(?:(?:dsl|exception|frame|instrumentation|interop|library|nodes|object"
              + "|profiles|source|strings|utilities)/)?[^/]*\\.)).*");

  private static final String SUFFIX = ".class";

  private EngineClasses() {}

  /**
   * Initialises them, on this thread. Nobody may use the engine meanwhile: two threads that
   * initialise classes that need each other would wait for each other.
   *
   * @return how many there are
   */
  static int initialise() {
    ClassLoader loader = EngineClasses.class.getClassLoader();
    return JARS.stream().mapToInt(known -> initialiseBeside(known, loader)).sum();
  }

  private static int initialiseBeside(String known, ClassLoader loader) {
    try (JarFile jar = jar(Objects.requireNonNull(loader.getResource(known), known))) {
      List<JarEntry> used =
          jar.stream()
              .filter(each -> each.getName().endsWith(SUFFIX))
              .filter(each -> USED.matcher(each.getName()).matches())
              .toList();
      int initialised = 0;
      for (JarEntry each : used) {
        if (hasInitialiser(jar, each) && initialised(each.getName(), loader)) {
          initialised++;
        }
      }
      return initialised;
    } catch (IOException e) {
      throw new UncheckedIOException("the engine of handlers in JavaScript cannot be read", e);
    }
  }

  /**
   * Whether the class has a method of that name, as its constants tell; it is not loaded for it.
   */
  private static boolean hasInitialiser(JarFile jar, JarEntry file) throws IOException {
    try (InputStream in = jar.getInputStream(file)) {
      return new String(in.readAllBytes(), ISO_8859_1).contains("<clinit>");
    }
  }

  private static JarFile jar(URL known) throws IOException {
    if (known.openConnection() instanceof JarURLConnection connection) {
      connection.setUseCaches(false);
      return connection.getJarFile();
    }
    throw new IOException(known + " is in no jar");
  }

  private static boolean initialised(String file, ClassLoader loader) {
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    try {
      Class<?> _ = Class.forName(name, true, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError | AssertionError _) {
      return false; // It is for what this JVM does not have or was not asked for.
    }
  }
}
