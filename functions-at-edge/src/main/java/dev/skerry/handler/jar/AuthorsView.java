package dev.skerry.handler.jar;

import java.util.Set;

/**
 * What handlers see of the world: the JDK, and of Skerry the messages and what handlers are written
 * against. The edge, and the libraries that it uses, are not there.
 */
final class AuthorsView extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  static final AuthorsView INSTANCE = new AuthorsView();

  private static final Set<String> PACKAGES =
      Set.of(
          "dev.skerry.handler",
          "dev.skerry.http",
          "dev.skerry.http.structured",
          "dev.skerry.http.tag");

  /** What copies of {@link Checkpoint} stand on. */
  private static final Set<String> OF_CHECKPOINTS =
      Set.of(StopSwitch.class.getName(), HandlerStopped.class.getName());

  private AuthorsView() {
    super("skerry-handler-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String inPackage = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (PACKAGES.contains(inPackage) || OF_CHECKPOINTS.contains(name)) {
      return Class.forName(name, false, AuthorsView.class.getClassLoader());
    }
    throw new ClassNotFoundException(name);
  }
}
