package dev.skerry.origin.engine.rocksdb;

import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** How a group reaches stable storage. */
@FunctionalInterface
interface Disk {
  /** Writes a batch, wholly or not at all; when it throws, nobody knows which. */
  void write(Store store, WriteBatch batch) throws RocksDBException;
}
