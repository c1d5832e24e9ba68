package dev.skerry.handler.wasm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.UninstantiableException;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.PassiveDataSegment;

/**
 * The memory of an instance (WebAssembly Core Specification, "Memory Instances"), of which it is
 * known what was written. It is never shared, so that atomic operations are ordinary ones.
 */
final class LinearMemory extends MarkedPages implements Memory {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private final MemoryLimits limits;
  private final Consumer<Instance> filled;

  /** The instance's own, in which it puts an empty one for one that it drops. */
  private DataSegment[] segments = {};

  /**
   * Makes one of zeroes.
   *
   * @param filled is told when the instance has everything a fresh one has, and nothing has run
   */
  LinearMemory(MemoryLimits limits, Consumer<Instance> filled) {
    super(limits.initialPages(), Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES));
    this.limits = limits;
    this.filled = filled;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  // ---- size

  @Override
  public int pages() {
    return count;
  }

  @Override
  public int grow(int more) {
    int before = count;
    if (more < 0 || more > maximumPages() - before) {
      return -1;
    }
    add(more);
    return before;
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return pages.length;
  }

  /** A trap, unless all of these octets are there. */
  private void check(int at, int length) {
    if (at < 0 || length < 0 || at > (count << PAGE_SHIFT) - length) {
      throw outOfBounds();
    }
  }

  // ---- segments

  @Override
  public void initialize(Instance instance, DataSegment[] all) {
    initialize(instance, all, 0);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] all, int index) {
    segments = all;
    for (DataSegment segment : all) {
      if (segment instanceof ActiveDataSegment active && active.index() == index) {
        int at =
            (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
        if (at < 0 || at > (count << PAGE_SHIFT) - active.data().length) {
          throw new UninstantiableException("out of bounds memory access");
        }
        write(at, active.data(), 0, active.data().length);
      }
    }
    filled.accept(instance);
  }

  @Override
  public void initPassiveSegment(int segment, int at, int offset, int length) {
    write(at, segments[segment].data(), offset, length);
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  /** The segments as they are now: those that were dropped are empty. */
  DataSegment[] segments() {
    return segments.clone();
  }

  /** Makes the segments what they were. */
  void segments(DataSegment[] were) {
    System.arraycopy(were, 0, segments, 0, segments.length);
  }

  // ---- many octets

  @Override
  public void write(int at, byte[] from, int offset, int length) {
    if (offset < 0 || length < 0 || offset > from.length - length) {
      throw outOfBounds();
    }
    check(at, length);
    if (length > 0) {
      mark(at, length);
    }
    for (int done = 0; done < length; ) {
      int to = at + done;
      int part = Math.min(length - done, PAGE_SIZE - (to & PAGE_MASK));
      System.arraycopy(from, offset + done, page(to), to & PAGE_MASK, part);
      done += part;
    }
  }

  @Override
  public byte[] readBytes(int at, int length) {
    check(at, length);
    byte[] octets = new byte[length];
    for (int done = 0; done < length; ) {
      int from = at + done;
      int part = Math.min(length - done, PAGE_SIZE - (from & PAGE_MASK));
      System.arraycopy(page(from), from & PAGE_MASK, octets, done, part);
      done += part;
    }
    return octets;
  }

  @Override
  public void fill(byte value, int from, int to) {
    int length = to - from;
    check(from, length);
    if (length > 0) {
      mark(from, length);
    }
    for (int at = from; at < to; ) {
      int part = Math.min(to - at, PAGE_SIZE - (at & PAGE_MASK));
      Arrays.fill(page(at), at & PAGE_MASK, (at & PAGE_MASK) + part, value);
      at += part;
    }
  }

  @Override
  public void copy(int to, int from, int length) {
    check(to, length);
    check(from, length);
    if (length > 0) {
      mark(to, length);
      if (to > from && to - from < length) {
        copyFromBehind(to, from, length);
      } else {
        copyFromBefore(to, from, length);
      }
    }
  }

  private void copyFromBefore(int to, int from, int length) {
    for (int done = 0; done < length; ) {
      int target = (to + done) & PAGE_MASK;
      int source = (from + done) & PAGE_MASK;
      int part = Math.min(length - done, PAGE_SIZE - Math.max(target, source));
      System.arraycopy(page(from + done), source, page(to + done), target, part);
      done += part;
    }
  }

  /** Of places that overlap, what stands further behind must be read first. */
  private void copyFromBehind(int to, int from, int length) {
    for (int left = length; left > 0; ) {
      int target = ((to + left - 1) & PAGE_MASK) + 1;
      int source = ((from + left - 1) & PAGE_MASK) + 1;
      int part = Math.min(left, Math.min(target, source));
      left -= part;
      System.arraycopy(page(from + left), source - part, page(to + left), target - part, part);
    }
  }

  /** The runtime asks for it before it initializes, when there is nothing else. */
  @Override
  public void zero() {
    var _ = bringBack(new Image(count, new byte[0][]));
  }

  // ---- one value

  @Override
  public byte read(int at) {
    return page(at)[at & PAGE_MASK];
  }

  @Override
  public void writeByte(int at, byte value) {
    page(at)[at & PAGE_MASK] = value;
    mark(at);
  }

  @Override
  public short readShort(int at) {
    int place = at & PAGE_MASK;
    return place <= PAGE_SIZE - Short.BYTES
        ? (short) SHORTS.get(page(at), place)
        : (short) acrossPages(at, Short.BYTES);
  }

  @Override
  public void writeShort(int at, short value) {
    int place = at & PAGE_MASK;
    if (place <= PAGE_SIZE - Short.BYTES) {
      SHORTS.set(page(at), place, value);
      mark(at);
    } else {
      acrossPages(at, value, Short.BYTES);
    }
  }

  @Override
  public int readInt(int at) {
    int place = at & PAGE_MASK;
    return place <= PAGE_SIZE - Integer.BYTES
        ? (int) INTS.get(page(at), place)
        : (int) acrossPages(at, Integer.BYTES);
  }

  @Override
  public void writeI32(int at, int value) {
    int place = at & PAGE_MASK;
    if (place <= PAGE_SIZE - Integer.BYTES) {
      INTS.set(page(at), place, value);
      mark(at);
    } else {
      acrossPages(at, value, Integer.BYTES);
    }
  }

  @Override
  public long readLong(int at) {
    int place = at & PAGE_MASK;
    return place <= PAGE_SIZE - Long.BYTES
        ? (long) LONGS.get(page(at), place)
        : acrossPages(at, Long.BYTES);
  }

  @Override
  public void writeLong(int at, long value) {
    int place = at & PAGE_MASK;
    if (place <= PAGE_SIZE - Long.BYTES) {
      LONGS.set(page(at), place, value);
      mark(at);
    } else {
      acrossPages(at, value, Long.BYTES);
    }
  }

  private long acrossPages(int at, int octets) {
    long value = 0;
    for (int i = octets - 1; i >= 0; i--) {
      value = value << Byte.SIZE | (read(at + i) & 0xffL);
    }
    return value;
  }

  private void acrossPages(int at, long value, int octets) {
    // Of a value that is not all within the memory nothing is written.
    page(at + octets - 1);
    for (int i = 0; i < octets; i++) {
      writeByte(at + i, (byte) (value >>> (i * Byte.SIZE)));
    }
  }

  @Override
  public long readU16(int at) {
    return readShort(at) & 0xffffL;
  }

  @Override
  public long readF32(int at) {
    return readInt(at);
  }

  @Override
  public float readFloat(int at) {
    return Float.intBitsToFloat(readInt(at));
  }

  @Override
  public void writeF32(int at, float value) {
    writeI32(at, Float.floatToRawIntBits(value));
  }

  @Override
  public long readF64(int at) {
    return readLong(at);
  }

  @Override
  public double readDouble(int at) {
    return Double.longBitsToDouble(readLong(at));
  }

  @Override
  public void writeF64(int at, double value) {
    writeLong(at, Double.doubleToRawLongBits(value));
  }

  // ---- threads, of which there is one

  @Override
  public boolean shared() {
    return false;
  }

  /** What the runtime's own atomic operations hold; nobody else asks for it. */
  @Override
  @SuppressWarnings("removal")
  public Object lock(int at) {
    return this;
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int at, int expected, long timeout) {
    throw new TrapException("expected shared memory");
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int at, long expected, long timeout) {
    throw new TrapException("expected shared memory");
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int at, int most) {
    return 0;
  }
}
