package cevns.web.bench;

/**
 * Processors used, 1 is one of them all the time.
 *
 * @param receiver by the process that takes data
 * @param drivers of that: reading the boards and writing the queue
 * @param driversSystem of the drivers, in the operating system: sockets, copies
 * @param pipeline of that: the analysis
 * @param pages of that: new pages of the queue's file, before the drivers come to them
 * @param other of that: the compiler, garbage collection, run control
 * @param sender by the process with the emulators
 * @param elsewhere by everything else on the machine
 */
public record CpuUse(
        double receiver,
        double drivers,
        double driversSystem,
        double pipeline,
        double pages,
        double other,
        double sender,
        double elsewhere) {}
