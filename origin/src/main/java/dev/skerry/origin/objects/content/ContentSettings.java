package dev.skerry.origin.objects.content;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * How contents are kept.
 *
 * @param folder where the files are; made if it is not there
 * @param inlineBytes contents up to so many octets are in the engine with their row: that saves a
 *     file, two syncs and a block of the file system each; at most {@value
 *     ContentRules#INLINE_BYTES_MOST}
 * @param folderFiles so many files are put in a folder before the next is begun: few enough for any
 *     file system, and enough for many writers to share the sync of one folder
 * @param reserveBytes no content is received when less is free on the disk, so that the engine,
 *     which may be on the same, can still write what removes others
 */
public record ContentSettings(
    Path folder,
    int inlineBytes,
    int folderFiles,
    long reserveBytes,
    DataKeys keys,
    InstantSource clock) {
  private static final int FOLDER_FILES = 4096;
  private static final long RESERVE_BYTES = 64L << 20;

  /** Refuses bounds that cannot be kept. */
  public ContentSettings {
    ContentRules.checkInline(inlineBytes);
    if (folderFiles < 1) {
      throw new IllegalArgumentException(folderFiles + " files a folder, expected 1 or more");
    }
  }

  /** As it is best for most. */
  public static ContentSettings in(Path folder, DataKeys keys, InstantSource clock) {
    return new ContentSettings(
        folder, ContentRules.INLINE_BYTES, FOLDER_FILES, RESERVE_BYTES, keys, clock);
  }

  /** What holds wherever contents are kept. */
  ContentRules rules() {
    return new ContentRules(inlineBytes, keys, clock);
  }

  /** The same with contents up to so many octets in rows. */
  public ContentSettings withInlineBytes(int most) {
    return new ContentSettings(folder, most, folderFiles, reserveBytes, keys, clock);
  }

  /** The same with so many files a folder. */
  public ContentSettings withFolderFiles(int files) {
    return new ContentSettings(folder, inlineBytes, files, reserveBytes, keys, clock);
  }
}
