package dev.skerry.handler.wasm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.Element;
import run.endive.wasm.types.MutabilityType;

/**
 * All that an instance can change of itself, as it was at one moment: memory, globals, tables, and
 * which segments are there (WebAssembly Core Specification, "Module Instances"). While it runs
 * there is nothing else: modules import functions only, and throw nothing.
 */
final class Checkpoint {
  private final Instance instance;
  private final LinearMemory memory;
  private final List<MarkedTable> tables;

  private final MarkedPages.Image octets;
  private final List<MarkedTable.Image> references = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final @Nullable Element[] elements;
  private final DataSegment[] segments;

  private record Variable(GlobalInstance global, long low, long high, @Nullable Object reference) {
    static Variable of(GlobalInstance global) {
      return new Variable(
          global, global.getValueLow(), global.getValueHigh(), global.getRefValue());
    }

    void bringBack() {
      global.setValueLow(low);
      global.setValueHigh(high);
      global.setRefValue(reference);
    }
  }

  /**
   * Takes one.
   *
   * @param tables all of the instance
   * @param before an earlier one of it, to which it was not brought back since; null if there is
   *     none
   */
  Checkpoint(
      Instance instance,
      LinearMemory memory,
      List<MarkedTable> tables,
      @Nullable Checkpoint before) {
    this.instance = instance;
    this.memory = memory;
    this.tables = tables;
    this.octets = memory.image(before == null ? null : before.octets);
    for (MarkedTable table : tables) {
      references.add(table.image());
    }
    for (int i = 0; i < instance.globalCount(); i++) {
      GlobalInstance global = instance.global(i);
      if (global.getMutabilityType() == MutabilityType.Var) {
        variables.add(Variable.of(global));
      }
    }
    segments = memory.segments();
    elements = new Element[instance.elementCount()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = instance.element(i);
    }
  }

  /** The octets that the memory and its image take at most when it was brought back. */
  long memoryOctets() {
    return octets.octets()
        + (long) (octets.pages() + MarkedPages.MOST_SPARE) * LinearMemory.PAGE_SIZE;
  }

  /**
   * Makes the instance what it was.
   *
   * @return false if that cannot be done, or is not worth it: it is of no use then
   */
  boolean bringBack() {
    for (int i = 0; i < references.size(); i++) {
      if (!tables.get(i).bringBack(references.get(i))) {
        return false;
      }
    }
    for (Variable variable : variables) {
      variable.bringBack();
    }
    for (int i = 0; i < elements.length; i++) {
      instance.setElement(i, elements[i]);
    }
    memory.segments(segments);
    return !instance.isTailCallPending() && memory.bringBack(octets);
  }
}
