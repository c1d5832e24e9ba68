package dev.skerry.origin.objects.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A disk whose power is cut before one of its operations: what was synced is there afterwards, of
 * the rest what chance leaves. One thread at a time.
 */
final class CuttingDisk implements Disk {
  private final LocalDisk disk = new LocalDisk();
  private final Map<FileChannel, Path> open = new HashMap<>();
  private final Set<Path> unsyncedOctets = new HashSet<>();
  private final Set<Path> unsyncedNames = new HashSet<>();

  /** Files that were removed from folders that were not synced since. */
  private final Map<Path, byte[]> unsyncedRemovals = new HashMap<>();

  private long left;

  CuttingDisk(long operations) {
    this.left = operations;
  }

  /** That the power is off. */
  static final class PowerCut extends IOException {
    private static final long serialVersionUID = 1;
  }

  boolean isCut() {
    return left <= 0;
  }

  private void operation() throws IOException {
    if (left-- <= 0) {
      throw new PowerCut();
    }
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    operation();
    FileChannel channel = disk.create(file);
    open.put(channel, file);
    unsyncedOctets.add(file);
    unsyncedNames.add(file);
    return channel;
  }

  @Override
  public void write(FileChannel file, ByteBuffer octets) throws IOException {
    operation();
    disk.write(file, octets);
  }

  @Override
  public void sync(FileChannel file) throws IOException {
    operation();
    disk.sync(file);
    unsyncedOctets.remove(open.get(file));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    operation();
    disk.move(from, to);
    unsyncedNames.remove(from);
    unsyncedNames.add(to);
    if (unsyncedOctets.remove(from)) {
      unsyncedOctets.add(to);
    }
    open.replaceAll((channel, file) -> file.equals(from) ? to : file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    operation();
    disk.syncFolder(folder);
    unsyncedNames.removeIf(file -> folder.equals(file.getParent()));
    unsyncedRemovals.keySet().removeIf(file -> folder.equals(file.getParent()));
  }

  @Override
  public void delete(Path file) throws IOException {
    operation();
    if (Files.isRegularFile(file)) {
      unsyncedRemovals.put(file, Files.readAllBytes(file));
    }
    disk.delete(file);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    operation();
    disk.makeFolder(folder);
    unsyncedNames.add(folder);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public long usable(Path folder) throws IOException {
    return disk.usable(folder);
  }

  /** Copies what is left of a folder to another one. */
  void leave(Path folder, Path to, SplittableRandom random) throws IOException {
    for (Map.Entry<Path, byte[]> removed : unsyncedRemovals.entrySet()) {
      if (random.nextBoolean() && !Files.exists(removed.getKey())) {
        Files.write(removed.getKey(), removed.getValue());
      }
    }
    Set<Path> lost = new HashSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        boolean gone = unsyncedNames.contains(path) && random.nextBoolean();
        if (gone || lost.contains(path.getParent())) {
          lost.add(path);
          continue;
        }
        Path copy = to.resolve(folder.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          byte[] octets = Files.readAllBytes(path);
          boolean torn = unsyncedOctets.contains(path) && octets.length > 0;
          int kept = torn ? random.nextInt(octets.length) : octets.length;
          Files.write(copy, java.util.Arrays.copyOf(octets, kept));
        }
      }
    }
  }
}
