package dev.skerry.origin.tables.model.item;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes what annotations name by its class: rules, transformations and suppliers. */
final class Instances {
  private Instances() {}

  /**
   * A new instance.
   *
   * @return null if it cannot be made, which the trail says then
   */
  static <T> @Nullable T make(Class<? extends T> type, Trail trail) {
    try {
      Constructor<? extends T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      trail.found("names " + type.getName() + ", whose constructor throws " + cause(e));
    } catch (ReflectiveOperationException | RuntimeException e) {
      trail.found("names " + type.getName() + ", which has no constructor without parameters");
    }
    return null;
  }

  /** What a method or constructor threw. */
  static Throwable cause(InvocationTargetException thrown) {
    return Objects.requireNonNullElse(thrown.getCause(), thrown);
  }
}
