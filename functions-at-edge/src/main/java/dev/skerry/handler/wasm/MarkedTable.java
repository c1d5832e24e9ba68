package dev.skerry.handler.wasm;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.types.Table;

/**
 * A table of an instance that remembers whether it was changed, so that it can be brought back to
 * an {@link Image} of it. Used by one thread at a time.
 */
final class MarkedTable extends TableInstance {
  private boolean changed;

  /**
   * What a table held.
   *
   * @param references of its entries
   * @param owners the instances that they are of, if any
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Image(int[] references, @Nullable Instance[] owners) {}

  MarkedTable(Table table, int initial) {
    super(table, initial);
  }

  @Override
  public int grow(int size, int value, Instance instance) {
    changed = true;
    return super.grow(size, value, instance);
  }

  @Override
  public int growWithRef(int size, Object value, Instance instance) {
    changed = true;
    return super.growWithRef(size, value, instance);
  }

  @Override
  public void setRef(int index, int value, @Nullable Instance instance) {
    changed = true;
    super.setRef(index, value, instance);
  }

  @Override
  public void setObjRef(int index, Object value, Instance instance) {
    changed = true;
    super.setObjRef(index, value, instance);
  }

  @Override
  public void reset() {
    changed = true;
    super.reset();
  }

  /** What it holds now, from which later changes are told apart. */
  Image image() {
    int[] references = new int[size()];
    @Nullable Instance[] owners = new Instance[size()];
    for (int i = 0; i < references.length; i++) {
      references[i] = ref(i);
      owners[i] = instance(i);
    }
    changed = false;
    return new Image(references, owners);
  }

  /**
   * Makes it what it was.
   *
   * @return false if it has grown, which cannot be undone: it is of no use then
   */
  boolean bringBack(Image image) {
    if (!changed) {
      return true;
    }
    if (size() != image.references.length || elementType().isObjectRef()) {
      return false; // objects are kept apart from references
    }
    for (int i = 0; i < image.references.length; i++) {
      setRef(i, image.references[i], image.owners[i]);
    }
    changed = false;
    return true;
  }
}
