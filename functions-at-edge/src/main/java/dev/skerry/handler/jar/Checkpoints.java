package dev.skerry.handler.jar;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes checkpoints into classes: at the beginning of each method, before each jump back, and at
 * the beginning of each catch block.
 *
 * <p>A finally block has none at its beginning, so that it gives back a lock that was taken; nor
 * has the unlocking of a {@code synchronized} block, which looks the same.
 */
final class Checkpoints {
  private static final ClassDesc CHECKPOINT = ClassDesc.of(Checkpoint.class.getName());
  private static final MethodTypeDesc CHECK = MethodTypeDesc.of(ConstantDescs.CD_void);

  private final ClassFile classes;

  /**
   * Prepares for the classes of one jar.
   *
   * @param hierarchy of those classes and of all that they name
   */
  Checkpoints(ClassHierarchyResolver hierarchy) {
    classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  /**
   * The class with its checkpoints.
   *
   * @throws IllegalArgumentException if a method has no room for them, or the class is malformed
   */
  byte[] write(ClassModel model) {
    ClassTransform transform =
        (builder, element) -> {
          if (element instanceof MethodModel method && method.code().isPresent()) {
            builder.transformMethod(
                method, MethodTransform.transformingCode(new InMethod(method.code().get())));
          } else {
            builder.with(element);
          }
        };
    return classes.transformClass(model, transform);
  }

  /** Writes into one method, from its beginning to its end. */
  private static final class InMethod implements CodeTransform {
    private final Set<Label> catches;
    private final Set<Label> passed = new HashSet<>();

    InMethod(CodeModel code) {
      catches =
          code.exceptionHandlers().stream()
              .filter(handler -> handler.catchType().isPresent())
              .map(ExceptionCatch::handler)
              .collect(Collectors.toSet());
    }

    @Override
    public void atStart(CodeBuilder code) {
      check(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (jumpsBack(element)) {
        check(code);
      }
      code.with(element);
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
        if (catches.contains(target.label())) {
          check(code);
        }
      }
    }

    private boolean jumpsBack(CodeElement element) {
      return switch (element) {
        case BranchInstruction branch -> passed.contains(branch.target());
        case TableSwitchInstruction table -> jumpsBack(table.defaultTarget(), table.cases());
        case LookupSwitchInstruction lookup -> jumpsBack(lookup.defaultTarget(), lookup.cases());
        default -> false;
      };
    }

    private boolean jumpsBack(Label byDefault, List<SwitchCase> cases) {
      return passed.contains(byDefault)
          || cases.stream().anyMatch(each -> passed.contains(each.target()));
    }

    /** Needs nothing of the stack and leaves nothing there. */
    private static void check(CodeBuilder code) {
      code.invokestatic(CHECKPOINT, "check", CHECK);
    }
  }
}
