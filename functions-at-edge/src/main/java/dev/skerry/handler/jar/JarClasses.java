package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerProblem;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The classes of a jar, read and found to be such as this Java can run; none of them is loaded. */
final class JarClasses {
  /** Java 7's: since then a class says its types to the verifier, and has no subroutines. */
  private static final int OLDEST = ClassFile.JAVA_7_VERSION;

  private final Map<String, ClassModel> models = new LinkedHashMap<>();
  private final ClassHierarchyResolver hierarchy;

  private JarClasses() {
    hierarchy =
        ((ClassHierarchyResolver) this::inJar)
            .orElse(ClassHierarchyResolver.ofClassLoading(AuthorsView.INSTANCE))
            // A library may name what it does not need: it is found out when that code runs.
            .orElse(_ -> ClassHierarchyInfo.ofInterface())
            .cached();
  }

  /**
   * Reads class files.
   *
   * @param files by name, {@code com/example/MyHandler}
   * @throws HandlerProblem if one is not valid, or is for a newer Java
   */
  static JarClasses read(Map<String, byte[]> files) throws HandlerProblem {
    JarClasses classes = new JarClasses();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      classes.models.put(file.getKey(), parsed(file.getKey(), file.getValue()));
    }
    classes.checkSuperclasses();
    for (Map.Entry<String, ClassModel> each : classes.models.entrySet()) {
      classes.verify(each.getKey(), each.getValue());
    }
    return classes;
  }

  private static ClassModel parsed(String name, byte[] octets) throws HandlerProblem {
    if (name.startsWith("java/") || name.startsWith("dev/skerry/")) {
      throw JarContent.problem(
          "has the class "
              + name.replace('/', '.')
              + ", which is the edge's: what it is compiled against must not be packed in");
    }
    checkVersion(name, octets);
    try {
      ClassModel model = ClassFile.of().parse(octets);
      if (!model.thisClass().asInternalName().equals(name)) {
        throw JarContent.problem(
            "has the class " + model.thisClass().asInternalName() + " in " + name + ".class");
      }
      return model;
    } catch (IllegalArgumentException e) {
      throw malformed(name, e);
    }
  }

  /** Versions stand behind the magic number, the minor one first (JVMS §4.1). */
  private static void checkVersion(String name, byte[] octets) throws HandlerProblem {
    ByteBuffer file = ByteBuffer.wrap(octets);
    if (octets.length < 8 || file.getInt(0) != ClassFile.MAGIC_NUMBER) {
      throw malformed(name, new IllegalArgumentException("it is no class file"));
    }
    int minor = Short.toUnsignedInt(file.getShort(4));
    int version = Short.toUnsignedInt(file.getShort(6));
    if (version < OLDEST || version > ClassFile.latestMajorVersion()) {
      throw JarContent.problem(
          "has the class %s of Java %d, where Java %d to %d can be run"
              .formatted(
                  name.replace('/', '.'),
                  release(version),
                  release(OLDEST),
                  release(ClassFile.latestMajorVersion())));
    }
    if (minor == ClassFile.PREVIEW_MINOR_VERSION) {
      throw JarContent.problem(
          "has the class " + name.replace('/', '.') + ", compiled with --enable-preview");
    }
  }

  private static int release(int version) {
    return version - ClassFile.JAVA_1_VERSION + 1;
  }

  /** Whoever walks from class to superclass, as the verifier does, must come to an end. */
  private void checkSuperclasses() throws HandlerProblem {
    Set<String> ending = new HashSet<>();
    for (String name : models.keySet()) {
      Set<String> walked = new HashSet<>();
      for (String type = name; type != null && !ending.contains(type); type = superclass(type)) {
        if (!walked.add(type)) {
          throw malformed(name, new IllegalArgumentException("it extends itself"));
        }
      }
      ending.addAll(walked);
    }
  }

  /** The superclass of a class of the jar; null for any other, and where it has none. */
  private @Nullable String superclass(String name) {
    ClassModel model = models.get(name);
    return model == null ? null : model.superclass().map(ClassEntry::asInternalName).orElse(null);
  }

  private void verify(String name, ClassModel model) throws HandlerProblem {
    List<VerifyError> errors;
    try {
      errors = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy)).verify(model);
    } catch (RuntimeException e) {
      throw malformed(name, e);
    }
    if (!errors.isEmpty()) {
      throw malformed(name, errors.getFirst());
    }
  }

  static HandlerProblem malformed(String name, Throwable why) {
    String message = String.valueOf(why.getMessage()).lines().findFirst().orElse("malformed");
    return JarContent.problem(
        "has the class " + name.replace('/', '.') + ", which is not valid: " + message);
  }

  private @Nullable ClassHierarchyInfo inJar(ClassDesc type) {
    String descriptor = type.descriptorString();
    ClassModel model = models.get(descriptor.substring(1, descriptor.length() - 1));
    if (model == null) {
      return null;
    }
    return model.flags().has(AccessFlag.INTERFACE)
        ? ClassHierarchyInfo.ofInterface()
        : ClassHierarchyInfo.ofClass(model.superclass().map(ClassEntry::asSymbol).orElse(null));
  }

  /** The classes by name. */
  Map<String, ClassModel> models() {
    return models;
  }

  /**
   * All classes with their checkpoints, by name.
   *
   * @throws HandlerProblem if a method is too long for them
   */
  Map<String, byte[]> instrumented() throws HandlerProblem {
    Checkpoints checkpoints = new Checkpoints(hierarchy);
    Map<String, byte[]> instrumented = LinkedHashMap.newLinkedHashMap(models.size());
    for (Map.Entry<String, ClassModel> each : models.entrySet()) {
      try {
        instrumented.put(each.getKey(), checkpoints.write(each.getValue()));
      } catch (IllegalArgumentException e) {
        throw malformed(each.getKey(), e);
      }
    }
    return instrumented;
  }
}
