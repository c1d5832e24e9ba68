package dev.skerry.handler.wasm;

import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.AnnotatedInstruction;
import run.endive.wasm.types.FunctionBody;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.OpCode;

/** How large a module may be in each of its parts, so that neither compiler nor instance is. */
final class ModuleBounds {
  static final int MOST_TABLE_ENTRIES = 1 << 16;

  private static final int MOST_FUNCTIONS = 20_000;
  private static final int MOST_GLOBALS = 1_000;
  private static final int MOST_TABLES = 8;
  private static final int MOST_EXPORTS = 2_000;
  private static final int MOST_SEGMENTS = 10_000;

  /** More of one function never fits into a method of the JVM, which has 64 KiB. */
  private static final int MOST_INSTRUCTIONS = 40_000;

  /** The compiler keeps the type of every variable at every branch. */
  private static final long MOST_VARIABLES_AT_BRANCHES = 4L << 20;

  private ModuleBounds() {}

  static void check(WasmModule module, HandlerLimits limits) throws HandlerProblem {
    most("functions", module.functionSection().functionCount(), MOST_FUNCTIONS);
    most("globals", module.globalSection().globalCount(), MOST_GLOBALS);
    most("tables", module.tableSection().tableCount(), MOST_TABLES);
    most("exports", module.exportSection().exportCount(), MOST_EXPORTS);
    most("segments of elements", module.elementSection().elementCount(), MOST_SEGMENTS);
    most("segments of data", module.dataSection().dataSegmentCount(), MOST_SEGMENTS);
    for (int i = 0; i < module.tableSection().tableCount(); i++) {
      long entries = module.tableSection().getTable(i).limits().min();
      most("entries in a table", entries, MOST_TABLE_ENTRIES);
    }
    memory(module, limits);
    for (FunctionBody body : module.codeSection().functionBodies()) {
      function(body);
    }
  }

  private static void memory(WasmModule module, HandlerLimits limits) throws HandlerProblem {
    int count = module.memorySection().map(section -> section.memoryCount()).orElse(0);
    most("memories", count, 1);
    if (count == 1) {
      MemoryLimits written = module.memorySection().orElseThrow().getMemory(0).limits();
      if (written.shared()) {
        throw new HandlerProblem("shares its memory, which handlers cannot", 0, 0);
      }
      if (written.initialPages() > pages(limits)) {
        throw new HandlerProblem(
            "begins with %d pages of memory of 64 KiB; its limit memory allows %d"
                .formatted(written.initialPages(), pages(limits)),
            0,
            0);
      }
    }
  }

  /** The pages that an instance may have at most. */
  static int pages(HandlerLimits limits) {
    return (int) (limits.get(HandlerLimit.MEMORY) / Memory.PAGE_SIZE);
  }

  private static void function(FunctionBody body) throws HandlerProblem {
    most("instructions in one function", body.instructions().size(), MOST_INSTRUCTIONS);
    long branches = 1;
    for (AnnotatedInstruction instruction : body.instructions()) {
      branches += branches(instruction);
    }
    long kept = branches * (body.localTypes().size() + 1L);
    most("variables at all branches of one function", kept, MOST_VARIABLES_AT_BRANCHES);
  }

  private static int branches(AnnotatedInstruction instruction) {
    OpCode code = instruction.opcode();
    return switch (code) {
      case BLOCK, LOOP, IF, ELSE, END, BR, BR_IF -> 1;
      case BR_TABLE -> instruction.operandCount();
      default -> 0;
    };
  }

  private static void most(String what, long count, long most) throws HandlerProblem {
    if (count > most) {
      throw ModuleScan.tooMuch(what, count, most);
    }
  }
}
