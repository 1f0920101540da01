package cevns.drivers.adara;

import java.util.List;

/** One packet of the stream. Of a version newer than we know it has the part that we know. */
sealed interface AdaraPacket {

    /** Header time: the pulse id of a pulse, else when it was written or changed. */
    EpicsTime time();

    /**
     * The accelerator's record of one cycle (adara.md §5).
     *
     * @param dataFlags 1 neutrons, 2 metadata; 0 in version 0
     * @param flavor of this pulse, 0…7
     * @param charge [10 pC], 24 bits; on a raw feed that of the pulse before
     * @param timingStatus 0x1E when all is normal
     * @param veto 12 bits; on a raw feed those of the pulse before
     * @param cycle 0…599 (10 bits)
     * @param intraPulse previous to this timing reference [100 ns], u32
     * @param tofOffset instrument framing [100 ns], 31 bits
     * @param ringPeriodPs one turn [ps], 24 bits
     * @param frames the 25 raw words
     */
    record Rtdl(
            int version,
            EpicsTime time,
            int dataFlags,
            int flavor,
            int charge,
            boolean badVeto,
            boolean badCycle,
            int timingStatus,
            int veto,
            int cycle,
            long intraPulse,
            boolean tofCorrected,
            int tofOffset,
            int ringPeriodPs,
            int[] frames)
            implements AdaraPacket {}

    /**
     * What banked and beam monitor events say of their pulse (adara.md §6).
     *
     * @param type banked, banked with polarisation, or beam monitor
     * @param charge [10 pC], u32; 0 also where the pulse carried no neutrons
     * @param energyEv energy of the protons [eV], u32
     * @param cycle u32 as on the wire; 0xFFFFFFFF when not known
     * @param veto 12 bits; 0 in version 0, which has none
     * @param flags of {@link AdaraFrame}
     * @param monitors the sections; empty for banked events
     */
    record PulseHeader(
            AdaraType type,
            int version,
            EpicsTime time,
            long charge,
            long energyEv,
            long cycle,
            int veto,
            int flags,
            List<Monitor> monitors)
            implements AdaraPacket {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /**
     * One section of beam monitor events.
     *
     * @param monitor number, 0…1023
     * @param source electronics, u32
     * @param tofOffset [100 ns], 31 bits
     * @param events words as on the wire: edge, cycle, time of flight
     */
    record Monitor(int monitor, long source, boolean tofCorrected, int tofOffset, int[] events) {}

    /**
     * Where the facility's run stands.
     *
     * @param run number; 0 when it is not recording
     * @param startSeconds begin of the run, EPICS seconds
     * @param fileWord status 31…24, file number 23…0
     * @param pauseWord paused 31…24, pause file number 23…0; 0 in version 0
     * @param addendumWord the same of addenda; 0 in version 0
     */
    record RunStatus(
            int version,
            EpicsTime time,
            long run,
            long startSeconds,
            int fileWord,
            int pauseWord,
            int addendumWord)
            implements AdaraPacket {}

    /** The sender lives. */
    record Heartbeat(EpicsTime time) implements AdaraPacket {}

    /** The sender has no more. */
    record DataDone(EpicsTime time) implements AdaraPacket {}

    /**
     * What a client asks for.
     *
     * @param startSeconds 0 live only, 1 all of the current run, else EPICS seconds
     * @param flags 0 the server's default, 1 without, 2 with data of a paused run; 0 in version 0
     */
    record ClientHello(int version, EpicsTime time, long startSeconds, long flags)
            implements AdaraPacket {}

    /**
     * A remark in the stream.
     *
     * @param reset hint to reset statistics
     * @param kind 0 generic … 6 system, 15 bits
     */
    record Annotation(EpicsTime time, boolean reset, int kind, long scanIndex, String comment)
            implements AdaraPacket {}

    /**
     * Begin of a file, and where to find the way back into a damaged one.
     *
     * @param fileOffset where the sender wrote it
     */
    record Sync(EpicsTime time, long fileOffset, String comment) implements AdaraPacket {}

    /**
     * Which instrument this is.
     *
     * @param targetStation as on the wire; 0 means 1
     */
    record BeamlineInfo(
            int version,
            EpicsTime time,
            int targetStation,
            String id,
            String shortName,
            String longName)
            implements AdaraPacket {
        int station() {
            return Math.max(1, targetStation);
        }
    }

    /** Names and units of the variables of a device. */
    record DeviceDescriptor(EpicsTime time, long device, String xml) implements AdaraPacket {}

    /**
     * A slow-control value.
     *
     * @param type u32 or double
     * @param status EPICS alarm status, u16
     * @param severity 0 none, 1 minor, 2 major, 3 invalid, u16
     * @param value a u32 is held exactly
     */
    record Variable(
            AdaraType type,
            EpicsTime time,
            long device,
            long variable,
            int status,
            int severity,
            double value)
            implements AdaraPacket {}

    /**
     * A packet that is of no use to us.
     *
     * @param type null where this program does not know it
     */
    record Skipped(AdaraType type, int format, EpicsTime time, long payload)
            implements AdaraPacket {}

    /**
     * A packet that breaks the protocol.
     *
     * @param type null where this program does not know it
     * @param why what was found and what was expected, for people
     */
    record Refused(AdaraType type, EpicsTime time, cevns.daq.record.FrameFault fault, String why)
            implements AdaraPacket {}
}
