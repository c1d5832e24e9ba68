package dev.skerry.handler.jar;

import static java.util.stream.Collectors.joining;

import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.Hook;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The class of a jar that is the handler: the one that the manifest names, else the one that its
 * services name, else the only one that implements a hook.
 *
 * @param name as {@code com.example.MyHandler}
 * @param hooks those that it implements, at least one
 */
record HandlerClass(String name, Set<Hook> hooks) {
  /** The line of the manifest that names the class. */
  static final String IN_MANIFEST = "Skerry-Handler";

  /**
   * Finds it, without loading any class.
   *
   * @throws HandlerProblem if there is none, or more than one, or it cannot be made
   */
  static HandlerClass find(JarContent jar, Map<String, ClassModel> classes) throws HandlerProblem {
    String named = jar.manifest(IN_MANIFEST);
    if (named != null) {
      return checked(named.strip(), "the manifest", classes);
    }
    Set<String> services = services(jar);
    if (!services.isEmpty()) {
      return checked(only(services), "META-INF/services", classes);
    }
    Set<String> found = new TreeSet<>();
    classes.forEach(
        (name, model) -> {
          if (isConcrete(model) && !hooks(name, classes).isEmpty()) {
            found.add(name.replace('/', '.'));
          }
        });
    if (found.isEmpty()) {
      throw JarContent.problem(
          "has no class that implements "
              + HookInterface.ALL.stream().map(HookInterface::simpleName).collect(joining(", ")));
    }
    return checked(only(found), "the jar", classes);
  }

  private static Set<String> services(JarContent jar) {
    Set<String> named = new TreeSet<>();
    for (HookInterface each : HookInterface.ALL) {
      byte[] file = jar.file("META-INF/services/" + each.type().getName());
      if (file != null) {
        new String(file, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(named::add);
      }
    }
    return named;
  }

  private static String only(Set<String> names) throws HandlerProblem {
    if (names.size() > 1) {
      throw JarContent.problem(
          "has several handlers, %s: one is named in the manifest, as %s: %s"
              .formatted(String.join(", ", names), IN_MANIFEST, names.iterator().next()));
    }
    return names.iterator().next();
  }

  private static HandlerClass checked(String name, String by, Map<String, ClassModel> classes)
      throws HandlerProblem {
    ClassModel model = classes.get(name.replace('.', '/'));
    if (model == null) {
      throw JarContent.problem("has no class " + name + ", which " + by + " names");
    }
    Set<Hook> hooks = hooks(name.replace('.', '/'), classes);
    if (hooks.isEmpty()) {
      throw JarContent.problem("has the class " + name + ", which implements no hook");
    }
    if (!isConcrete(model)) {
      throw JarContent.problem("has the class " + name + ", which is abstract");
    }
    if (!hasConstructor(model)) {
      throw JarContent.problem(
          "has the class " + name + ", which is without a constructor that takes nothing");
    }
    return new HandlerClass(name, hooks);
  }

  private static boolean isConcrete(ClassModel model) {
    return !model.flags().has(AccessFlag.ABSTRACT) && !model.flags().has(AccessFlag.INTERFACE);
  }

  private static boolean hasConstructor(ClassModel model) {
    return model.methods().stream().anyMatch(HandlerClass::isConstructor);
  }

  private static boolean isConstructor(MethodModel method) {
    return method.methodName().equalsString(ConstantDescs.INIT_NAME)
        && method.methodType().equalsString("()V");
  }

  /** The hooks that a class implements by itself or by what it extends within the jar. */
  private static Set<Hook> hooks(String name, Map<String, ClassModel> classes) {
    Set<Hook> hooks = EnumSet.noneOf(Hook.class);
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(name));
    while (!next.isEmpty()) {
      String type = next.pop();
      HookInterface found = HookInterface.named(type);
      if (found != null) {
        hooks.add(found.hook());
      }
      if (seen.add(type)) {
        next.addAll(supertypes(classes.get(type)));
      }
    }
    return hooks;
  }

  private static List<String> supertypes(@Nullable ClassModel model) {
    if (model == null) {
      return List.of();
    }
    Set<String> types = new TreeSet<>();
    model.superclass().map(ClassEntry::asInternalName).ifPresent(types::add);
    model.interfaces().forEach(each -> types.add(each.asInternalName()));
    return List.copyOf(types);
  }
}
