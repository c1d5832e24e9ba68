package dev.skerry.handler.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defines the classes of one version from memory. Nothing but the version's own instances refers to
 * it, so that it goes when they have gone.
 */
final class JarClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;
  private final Map<String, byte[]> resources;

  /**
   * Makes a loader in which nothing is loaded.
   *
   * @param classes instrumented, by name as {@code com/example/MyHandler}
   * @param resources by name as {@code com/example/words.txt}
   */
  JarClassLoader(String name, Map<String, byte[]> classes, Map<String, byte[]> resources) {
    super(name, AuthorsView.INSTANCE);
    this.classes = classes;
    this.resources = resources;
  }

  /** Defines this version's copy of {@link Checkpoint}; once, before any other class. */
  StopSwitch stopSwitch() {
    String name = Checkpoint.class.getName();
    byte[] octets = Copied.CHECKPOINT;
    try {
      return (StopSwitch)
          defineClass(name, octets, 0, octets.length).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the class of checkpoints has a constructor", e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] octets = classes.get(name.replace('.', '/'));
    if (octets == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, octets, 0, octets.length);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    byte[] octets = resources.get(name);
    try {
      return octets == null
          ? null
          : URL.of(new URI("handler", null, "/" + name, null), new InMemory(octets));
    } catch (IOException | URISyntaxException _) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  /** Whether a class is of this version's jar. */
  boolean has(String className) {
    return classes.containsKey(className.replace('.', '/'));
  }

  /** The class file that each version defines a copy of. */
  private static final class Copied {
    static final byte[] CHECKPOINT = read();

    private static byte[] read() {
      try (InputStream in = Checkpoint.class.getResourceAsStream("Checkpoint.class")) {
        if (in == null) {
          throw new IllegalStateException("there is no class file of checkpoints");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException("the class file of checkpoints cannot be read", e);
      }
    }
  }

  private static final class InMemory extends URLStreamHandler {
    private final byte[] octets;

    InMemory(byte[] octets) {
      this.octets = octets;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(octets);
        }
      };
    }
  }
}
