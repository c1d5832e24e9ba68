package dev.skerry.edge.memory;

import org.jspecify.annotations.Nullable;

/**
 * The slabs with slots of one size. New blocks go to the fullest slab that has room, so that the
 * others can become empty and be given back. Guarded by its own monitor, held for a few steps only.
 */
final class SizeClass {
  private static final int BUCKETS = 8;

  /** Slabs among which the emptiest is looked for. */
  private static final int LOOKED_AT = 16;

  /** Slabs that are looked at to find these, of about the same fullness. */
  private static final int PASSED_BY = 128;

  final int slotBytes;
  final int slots;
  final Units units;

  /** Slabs with room, by how full they are, the emptiest first. */
  private final @Nullable Slab[] byFullness = new @Nullable Slab[BUCKETS];

  private final Slabs slabs;
  private long slabCount;
  private long usedSlots;

  SizeClass(Slabs slabs, Units units, int slotBytes) {
    this.slabs = slabs;
    this.units = units;
    this.slotBytes = slotBytes;
    this.slots = units.unitBytes() / slotBytes;
  }

  /** Finds a slot: its location, or -1 if there is no memory for one. */
  synchronized long take(SlabBlock owner) {
    Slab slab = fullestWithRoom();
    if (slab == null) {
      slab = slabs.newSlab(this);
      if (slab == null) {
        return -1;
      }
      slabCount++;
    }
    return take(slab, owner);
  }

  /** The same in a slab that there is already, to move a block there. */
  private synchronized long takeAgain(SlabBlock owner) {
    Slab slab = fullestWithRoom();
    return slab == null ? -1 : take(slab, owner);
  }

  private long take(Slab slab, SlabBlock owner) {
    int slot = slab.take(owner);
    usedSlots++;
    place(slab);
    return Location.of(slab.number, slot);
  }

  private @Nullable Slab fullestWithRoom() {
    for (int bucket = BUCKETS - 1; bucket >= 0; bucket--) {
      if (byFullness[bucket] != null) {
        return byFullness[bucket];
      }
    }
    return null;
  }

  /** Gives a slot back; the slab too, if it is empty with that. */
  synchronized void giveBack(Slab slab, int slot) {
    slab.giveBack(slot);
    usedSlots--;
    if (slab.used() == 0) {
      unlink(slab);
      slabCount--;
      slabs.retire(slab);
    } else {
      place(slab);
    }
  }

  // ---- emptying slabs

  private boolean fitsElsewhere(Slab slab) {
    long freeElsewhere = slabCount * slots - usedSlots - (slots - slab.used());
    return slab.used() <= freeElsewhere;
  }

  /** About the emptiest slab that was not tried in this run. */
  private @Nullable Slab emptiest(int run) {
    for (Slab first : byFullness) {
      Slab found = emptiest(first, run);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable Slab emptiest(@Nullable Slab first, int run) {
    Slab emptiest = null;
    int lookedAt = 0;
    int passedBy = 0;
    for (Slab slab = first; slab != null; slab = slab.next) {
      if (slab.keptIn != run) {
        emptiest = emptiest == null || slab.used() < emptiest.used() ? slab : emptiest;
        lookedAt++;
      }
      if (lookedAt == LOOKED_AT || ++passedBy == PASSED_BY) {
        break;
      }
    }
    return emptiest;
  }

  /**
   * Moves all blocks of the emptiest slab that nobody reads or writes just now into others, by one
   * thread at a time. What stays is not tried again in the same run.
   *
   * @param run tells one run from others
   * @return whether there was a slab to try
   */
  boolean compact(int run) {
    Slab victim;
    synchronized (this) {
      victim = emptiest(run);
      if (victim == null || !fitsElsewhere(victim)) {
        return false;
      }
      victim.closed = true;
      unlink(victim);
    }
    for (int slot = 0; slot < slots; slot++) {
      SlabBlock owner;
      synchronized (this) {
        owner = victim.owner(slot);
      }
      if (owner != null && !move(owner, victim, slot)) {
        break;
      }
    }
    synchronized (this) {
      victim.closed = false;
      if (victim.used() > 0) {
        victim.keptIn = run;
        place(victim);
      }
      return true;
    }
  }

  /** Moves a block unless it is in use; false where there is no room. */
  private boolean move(SlabBlock block, Slab from, int slot) {
    long place = Location.of(from.number, slot);
    if (!block.isMovable(place)) {
      return true;
    }
    long to = takeAgain(block);
    if (to < 0) {
      return false;
    }
    Slab target = slabs.slab(Location.slab(to));
    int targetSlot = Location.slot(to);
    target.view(targetSlot, 0, slotBytes).put(from.view(slot, 0, slotBytes));
    if (block.move(place, to)) {
      giveBack(from, slot);
    } else {
      giveBack(target, targetSlot);
    }
    return true;
  }

  // ---- the lists

  private void place(Slab slab) {
    int bucket = slab.isFull() || slab.closed ? -1 : slab.used() * BUCKETS / slots;
    if (bucket == slab.bucket) {
      return;
    }
    unlink(slab);
    if (bucket >= 0) {
      Slab head = byFullness[bucket];
      slab.next = head;
      if (head != null) {
        head.previous = slab;
      }
      byFullness[bucket] = slab;
      slab.bucket = bucket;
    }
  }

  private void unlink(Slab slab) {
    if (slab.bucket < 0) {
      return;
    }
    Slab before = slab.previous;
    Slab after = slab.next;
    if (before == null) {
      byFullness[slab.bucket] = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    slab.previous = null;
    slab.next = null;
    slab.bucket = -1;
  }
}
