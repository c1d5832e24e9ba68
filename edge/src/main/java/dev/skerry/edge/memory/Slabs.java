package dev.skerry.edge.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Memory off the heap for blocks of up to {@value #MAX_BLOCK_BYTES} bytes, up to a limit: in slabs,
 * each of which is cut into slots of one size.
 *
 * <p>Sizes are about a twelfth apart, so little is lost to rounding. An empty slab's memory goes
 * back to the system, or to slabs of any other size; and {@link #compact}, called in the
 * background, moves the blocks of slabs that are nearly empty together. So what is taken stays near
 * to what is used, however sizes change and in whatever order blocks are given back.
 *
 * <p>Safe for any thread; what event loops call waits for others for a few steps only.
 */
public final class Slabs implements AutoCloseable {
  /** The largest block. */
  public static final int MAX_BLOCK_BYTES = 64 * 1024;

  private static final int MIN_SLOT_BYTES = 64;
  private static final int GRAIN = 16;

  /** The next size is smaller by such a part at least. */
  private static final int SIZE_STEP = 14;

  /** A unit has at least so many slots of the sizes that are cut from it. */
  private static final int[] UNIT_BYTES = {16 * 1024, 64 * 1024, 256 * 1024};

  private static final int[] LARGEST_SLOT_BYTES = {512, 8 * 1024, MAX_BLOCK_BYTES};

  /** The part of the limit that may wait, open, for the next taker of a unit of one size. */
  private static final int IDLE_SHARE = 256;

  private final long limit;
  private final List<Units> kinds = new ArrayList<>();
  private final List<SizeClass> classes = new ArrayList<>();

  /** The index of the class for a size, by the size in grains. */
  private final byte[] classOf = new byte[MAX_BLOCK_BYTES / GRAIN + 1];

  private final int[] firstNumber = new int[UNIT_BYTES.length];
  private final AtomicReferenceArray<@Nullable Slab> slabs;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong used = new AtomicLong();
  private final Object compacting = new Object();
  private int compactions;
  private boolean closed;

  /** Makes slabs that together take at most so many bytes. */
  public Slabs(long limit) {
    this.limit = limit;
    int numbers = 0;
    int smaller = 0;
    for (int kind = 0; kind < UNIT_BYTES.length; kind++) {
      int unitBytes = UNIT_BYTES[kind];
      int max = (int) Math.min(limit / unitBytes + 1, Location.MAX_SLABS / UNIT_BYTES.length);
      int idle = (int) Math.max(1, limit / IDLE_SHARE / unitBytes);
      Units units = new Units(AddressSpace.reserve(unitBytes, max), unitBytes, max, idle);
      kinds.add(units);
      firstNumber[kind] = numbers;
      numbers += max;
      addClasses(units, smaller, LARGEST_SLOT_BYTES[kind]);
      smaller = LARGEST_SLOT_BYTES[kind];
    }
    slabs = new AtomicReferenceArray<>(numbers);
  }

  /** Sizes of which so many fill a unit without much rest, from the largest of smaller units up. */
  private void addClasses(Units units, int above, int largest) {
    List<Integer> sizes = new ArrayList<>();
    for (int top = largest; top > above && top >= MIN_SLOT_BYTES; top /= 2) {
      addSizes(sizes, units.unitBytes(), top);
    }
    for (int size : sizes.reversed()) {
      addClass(new SizeClass(this, units, size));
    }
  }

  /** Adds sizes from one down to its half. */
  private static void addSizes(List<Integer> sizes, int unitBytes, int top) {
    int next = top;
    for (int slots = unitBytes / top; slots < 2 * (unitBytes / top); slots++) {
      int size = unitBytes / slots / GRAIN * GRAIN;
      if (size <= next && size > top / 2 && size >= MIN_SLOT_BYTES) {
        sizes.add(size);
        next = size - Math.max(GRAIN, size / SIZE_STEP);
      }
    }
  }

  private void addClass(SizeClass added) {
    int from = classes.isEmpty() ? 0 : classes.getLast().slotBytes / GRAIN + 1;
    for (int grains = from; grains <= added.slotBytes / GRAIN; grains++) {
      classOf[grains] = (byte) classes.size();
    }
    classes.add(added);
  }

  private SizeClass classOf(int bytes) {
    return classes.get(classOf[(bytes + GRAIN - 1) / GRAIN] & 0xff);
  }

  /** The memory that a block of that size takes. */
  public int slotBytes(long bytes) {
    return classOf((int) bytes).slotBytes;
  }

  /**
   * Gives a new block its memory.
   *
   * @return false if there is none: the limit is reached
   */
  public boolean place(SlabBlock block) {
    SizeClass sizeClass = classOf((int) block.capacity());
    long location = sizeClass.take(block);
    if (location < 0) {
      return false;
    }
    used.addAndGet(sizeClass.slotBytes);
    block.putAt(location);
    return true;
  }

  void giveBack(long location) {
    Slab slab = slab(Location.slab(location));
    used.addAndGet(-slab.sizeClass.slotBytes);
    slab.sizeClass.giveBack(slab, Location.slot(location));
  }

  Slab slab(int number) {
    Slab slab = slabs.getPlain(number);
    if (slab == null) {
      throw new IllegalStateException("there is no slab " + number);
    }
    return slab;
  }

  // ---- slabs, for the size classes

  /** A new slab; null if there is no memory for it. */
  @Nullable Slab newSlab(SizeClass sizeClass) {
    int bytes = sizeClass.units.unitBytes();
    if (taken.addAndGet(bytes) > limit) {
      taken.addAndGet(-bytes);
      return null;
    }
    Units.Unit unit = sizeClass.units.take();
    if (unit == null) {
      taken.addAndGet(-bytes);
      return null;
    }
    int number = firstNumber[kinds.indexOf(sizeClass.units)] + unit.number();
    Slab slab = new Slab(sizeClass, unit, number);
    slabs.set(number, slab);
    return slab;
  }

  /** Takes an empty slab back. */
  void retire(Slab slab) {
    slabs.set(slab.number, null);
    slab.sizeClass.units.give(slab.unit);
    taken.addAndGet(-slab.sizeClass.units.unitBytes());
  }

  // ---- in the background

  /**
   * Empties slabs until what is lost to free slots is at most so much, as far as that can be done
   * now. Takes as long as it takes to copy what is moved: not for event loops.
   *
   * @return bytes that were given back
   */
  public long compact(long tolerableWaste) {
    synchronized (compacting) {
      if (closed) {
        return 0;
      }
      long before = taken.get();
      int run = ++compactions;
      boolean progress = true;
      while (progress && wasteBytes() > tolerableWaste) {
        progress = false;
        for (SizeClass each : classes) {
          progress |= each.compact(run);
        }
      }
      return Math.max(0, before - taken.get());
    }
  }

  /** Gives the memory of units that wait for a taker back to the system. */
  public void trim() {
    kinds.forEach(Units::trim);
  }

  // ---- figures

  /** Bytes of all slabs. */
  public long takenBytes() {
    return taken.get();
  }

  /** Bytes of slots in use. */
  public long usedBytes() {
    return used.get();
  }

  /** Bytes of slabs that are not in use. */
  public long wasteBytes() {
    return Math.max(0, taken.get() - used.get());
  }

  /** Bytes that wait for the next taker of a unit; not among those of the slabs. */
  public long idleBytes() {
    long idle = 0;
    for (Units units : kinds) {
      idle += units.idleBytes();
    }
    return idle;
  }

  /** The most that slabs may take. */
  public long limit() {
    return limit;
  }

  /** Gives everything back that is not used; what is used stays until the process ends. */
  @Override
  public void close() {
    synchronized (compacting) {
      if (!closed) {
        closed = true;
        trim();
        kinds.forEach(Units::close);
      }
    }
  }
}
