package dev.skerry.origin.engine.rocksdb;

import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/** How RocksDB is set. */
final class Tuning {
  private static final long MIB = 1 << 20;
  private static final int FILTER_BITS_PER_KEY = 10;
  private static final int BLOCK_BYTES = 8 << 10;
  private static final int RANGES_PER_MEMTABLE = 1_000;
  private static final int VERSIONS_STEPPED_OVER = 100;

  private final DBOptions database;
  private final ColumnFamilyOptions family;

  /** Makes the options, which {@code natives} give back. */
  Tuning(Memory memory, Natives natives) {
    Cache cache = natives.hold(new LRUCache(memory.cacheBytes()));
    database = natives.hold(verified());
    database
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setParanoidChecks(true)
        // Only an incomplete record at the end of the log is forgiven, which is what a crash
        // leaves.
        // RocksDB's default would drop all that follows damage in the middle, without a word.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        .setMaxTotalWalSize(memory.logBytes())
        .setWriteBufferManager(
            natives.hold(new WriteBufferManager(memory.writeBufferBytes(), cache)))
        .setMaxOpenFiles(memory.openFiles())
        .setMaxBackgroundJobs(2)
        .setBytesPerSync(MIB)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(4 * MIB)
        .setKeepLogFileNum(4)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
    family = natives.hold(new ColumnFamilyOptions());
    family
        .setWriteBufferSize(memory.writeBufferBytes() / 2)
        .setMemtableMaxRangeDeletions(RANGES_PER_MEMTABLE)
        .setForceConsistencyChecks(true)
        .setLevelCompactionDynamicLevelBytes(true)
        // A row that is written often has many versions until the next file is made. Past so many
        // of them an iterator seeks anew, in every file, which costs more than to step over them.
        .setMaxSequentialSkipInIterations(VERSIONS_STEPPED_OVER)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
        .setTableFormatConfig(
            new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setOptimizeFiltersForMemory(true)
                .setFilterPolicy(natives.hold(new BloomFilter(FILTER_BITS_PER_KEY))));
  }

  DBOptions database() {
    return database;
  }

  ColumnFamilyOptions family() {
    return family;
  }

  /** The options with one that has no setter: a log that should be there and is not is said. */
  private static DBOptions verified() {
    Properties named = new Properties();
    named.setProperty("track_and_verify_wals_in_manifest", "true");
    DBOptions options = DBOptions.getDBOptionsFromProps(named);
    if (options == null) {
      throw new IllegalStateException("RocksDB does not know the options " + named);
    }
    return options;
  }
}
