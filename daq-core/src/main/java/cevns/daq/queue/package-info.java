/**
 * The run's queue on disk. The only user of Chronicle Queue. Read {@link cevns.daq.queue.RunQueue}
 * first, then {@link cevns.daq.queue.RunReader}; {@link cevns.daq.queue.QueueScan} walks the same
 * files without the library. The bytes of a record are described in {@link cevns.daq.record}.
 */
package cevns.daq.queue;
