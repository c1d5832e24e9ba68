/**
 * Tables and their items on the engine: the catalog of definitions, the layout of items and index
 * entries as rows, and what is read and written in one transaction.
 *
 * <p>Nothing here knows the wire. Rows are in the order of a hash of the partition, so that a table
 * can be read in segments, then of the partition, then of the sort key. This package uses {@code
 * dev.skerry.origin.engine}, {@code dev.skerry.origin.chore}, and of the tables' packages {@code
 * error}, {@code value} and {@code expression}.
 */
@NullMarked
package dev.skerry.origin.tables;

import org.jspecify.annotations.NullMarked;
