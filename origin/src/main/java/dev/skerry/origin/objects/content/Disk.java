package dev.skerry.origin.objects.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** What contents ask of a file system; another one stands in its place where disks fail. */
interface Disk {
  /** Makes a file that is not there, to be written. */
  FileChannel create(Path file) throws IOException;

  /** Appends all of a buffer. */
  void write(FileChannel file, ByteBuffer octets) throws IOException;

  /** Waits until a file's octets are on stable storage. */
  void sync(FileChannel file) throws IOException;

  /** Gives a file another name in its file system. */
  void move(Path from, Path to) throws IOException;

  /** Waits until the names in a folder are on stable storage. */
  void syncFolder(Path folder) throws IOException;

  /** Removes a file, if it is there. */
  void delete(Path file) throws IOException;

  /** Makes a folder and those above it where they are not there. */
  void makeFolder(Path folder) throws IOException;

  /** The names in a folder; none when it is not there. */
  List<String> list(Path folder) throws IOException;

  /** How many octets may still be written. */
  long usable(Path folder) throws IOException;
}
