package dev.skerry.origin.objects.content;

import dev.skerry.origin.objects.content.ContentException.Kind;
import dev.skerry.origin.objects.content.ContentRow.InFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * The files of contents: {@code FOLDER/EPOCH/FOLDER/ID}, each of the three in hexadecimal digits,
 * and {@code FOLDER/incoming/ID} while they are received.
 *
 * <p>Each start has an epoch of its own. Within it folders are filled one after the other, so that
 * writers at the same time share the sync of one. May be used by any thread.
 */
final class ContentFiles {
  private static final HexFormat HEX = HexFormat.of();
  private static final String INCOMING = "incoming";

  private final Disk disk;
  private final ContentSettings settings;
  private final FolderSync syncs;
  private final int epoch;
  private final Path incoming;

  // Guarded by this.
  private int folder = -1;
  private int files;
  private final Set<Path> unsynced = new HashSet<>();
  private boolean abandoned;

  ContentFiles(Disk disk, ContentSettings settings, int epoch) {
    this.disk = disk;
    this.settings = settings;
    this.syncs = new FolderSync(disk);
    this.epoch = epoch;
    this.incoming = settings.folder().resolve(INCOMING);
  }

  /** Removes what was being received when the last process ended. */
  void begin() throws IOException {
    disk.makeFolder(incoming);
    for (String name : disk.list(incoming)) {
      disk.delete(incoming.resolve(name));
    }
    disk.syncFolder(settings.folder());
  }

  int epoch() {
    return epoch;
  }

  Disk disk() {
    return disk;
  }

  /** The newest epoch of which there are files, or -1. */
  static int newestEpoch(Disk disk, Path folder) throws IOException {
    int newest = -1;
    for (String name : disk.list(folder)) {
      if (name.length() == Integer.BYTES * 2 && name.chars().allMatch(HexFormat::isHexDigit)) {
        newest = Math.max(newest, HexFormat.fromHexDigits(name));
      }
    }
    return newest;
  }

  Path temporary(ContentId id) {
    return incoming.resolve(id.toString());
  }

  Path folder(int ofEpoch) {
    return settings.folder().resolve(HEX.toHexDigits(ofEpoch));
  }

  Path folder(InFile place) {
    return folder(place.epoch()).resolve(HEX.toHexDigits(place.folder()));
  }

  Path file(ContentId id, InFile place) {
    return folder(place).resolve(id.toString());
  }

  FileChannel create(ContentId id) throws IOException {
    checkRoom();
    return disk.create(temporary(id));
  }

  /** Throws ContentException FULL when there is too little room to receive more. */
  void checkRoom() throws IOException {
    long usable = disk.usable(incoming);
    if (usable < settings.reserveBytes()) {
      throw new ContentException(
          Kind.FULL,
          "%s has %d bytes left, and %d are kept free"
              .formatted(settings.folder(), usable, settings.reserveBytes()));
    }
  }

  /**
   * Gives a temporary file its place, for good, and closes it.
   *
   * <p>It is synced there, and not before: the journal of a file system that has to be written for
   * the octets has the new name in it then, and the folder's sync little left to do. No row refers
   * to it before both, so that a file of which the octets were lost is an orphan.
   */
  InFile place(ContentId id, FileChannel written, int checksum) throws IOException {
    InFile place = new InFile(epoch, nextFolder(), checksum);
    disk.move(temporary(id), file(id, place));
    try {
      disk.sync(written);
      written.close();
      syncs.sync(folder(place));
    } catch (IOException | RuntimeException e) {
      discard(id, place);
      throw e;
    }
    return place;
  }

  private synchronized int nextFolder() throws IOException {
    if (folder < 0 || files >= settings.folderFiles()) {
      Path next = folder(new InFile(epoch, folder + 1, 0));
      disk.makeFolder(next);
      disk.syncFolder(folder(epoch));
      disk.syncFolder(settings.folder());
      folder++;
      files = 0;
    }
    files++;
    return folder;
  }

  /** Removes a temporary file. */
  void discard(ContentId id) {
    try {
      disk.delete(temporary(id));
    } catch (IOException e) {
      abandon(); // the next start empties the folder
    }
  }

  /** Removes a file that no row will ever refer to. */
  void discard(ContentId id, InFile place) {
    try {
      disk.delete(file(id, place));
      synchronized (this) {
        unsynced.add(folder(place));
      }
    } catch (IOException e) {
      abandon();
    }
  }

  /** Notes that there may be a file of this epoch to which no row refers. */
  synchronized void abandon() {
    abandoned = true;
  }

  /** Whether there is no file of this epoch, now and after a power cut, that has no row. */
  boolean leaveClean() {
    Set<Path> folders;
    synchronized (this) {
      if (abandoned) {
        return false;
      }
      folders = Set.copyOf(unsynced);
    }
    try {
      for (Path each : folders) {
        disk.syncFolder(each);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What a failure of the disk means for what was received. */
  static ContentException failed(IOException e) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException exception && exception.getReason() != null) {
      text = exception.getReason();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean full = lower.contains("no space left") || lower.contains("quota exceeded");
    return new ContentException(
        full ? Kind.FULL : Kind.FAILED, "the content cannot be kept: " + e, e);
  }
}
