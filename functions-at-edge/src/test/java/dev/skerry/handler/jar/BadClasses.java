package dev.skerry.handler.jar;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Class files that no compiler writes. */
final class BadClasses {
  private BadClasses() {}

  /** A method that returns an object, where there is a number. */
  static byte[] returnsWhatItHasNot() {
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            ClassDesc.of("com.example.Bad"),
            type ->
                type.withMethodBody(
                    "bad",
                    MethodTypeDesc.ofDescriptor("()Ljava/lang/String;"),
                    ClassFile.ACC_STATIC,
                    code -> code.iconst_0().areturn()));
  }

  /** An empty class that extends another one. */
  static byte[] extending(String name, String superclass) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name.replace('/', '.')),
            type -> type.withSuperclass(ClassDesc.of(superclass.replace('/', '.'))));
  }
}
