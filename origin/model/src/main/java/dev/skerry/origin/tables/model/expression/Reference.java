package dev.skerry.origin.tables.model.expression;

import dev.skerry.origin.tables.model.item.Component;
import dev.skerry.origin.tables.model.item.Document;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Optional;

/** Finds out which component a reference to an accessor means. */
final class Reference {
  private Reference() {}

  /**
   * The component.
   *
   * @throws IllegalArgumentException if it is not a reference to a record's accessor
   */
  static Resolved of(Accessor<?, ?> accessor) {
    try {
      Method replace = accessor.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      if (replace.invoke(accessor) instanceof SerializedLambda lambda
          && lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeVirtual) {
        String owner = lambda.getImplClass().replace('/', '.');
        Class<?> type = Class.forName(owner, false, accessor.getClass().getClassLoader());
        if (type.isRecord()) {
          Document<?> document = Document.of(type.asSubclass(Record.class));
          Optional<Component> component = document.component(lambda.getImplMethodName());
          if (component.isPresent()) {
            return new Resolved(document, component.get());
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(problem(accessor), e);
    }
    throw new IllegalArgumentException(problem(accessor));
  }

  private static String problem(Accessor<?, ?> accessor) {
    return "expected a reference to a record's accessor, such as User::name, got " + accessor;
  }

  /** A component and the document that it belongs to. */
  record Resolved(Document<?> document, Component component) {}
}
