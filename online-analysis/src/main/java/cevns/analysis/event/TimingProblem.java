package cevns.analysis.event;

/**
 * What goes wrong with marks, pulses and clocks, as far as the records show it: the catalogue of
 * beam-trigger-modes.md §6, each with the number of its row.
 *
 * <p>Not here: row 5, a mark without beam, is {@link BeamState#EMPTY} and no failure; row 8 cannot
 * happen, because the period is never a constant. Of row 20 the program sees the host's clock step
 * against the metronome; what the host's time service says of itself is in no record.
 */
public enum TimingProblem {
    /** A timing pulse did not come and was put in. */
    MISSED_MARK(1),
    /** A second timing pulse right behind the first: ringing, a reflection. */
    DOUBLE_MARK(2),
    /** A timing pulse that is not at the phase of the others. */
    NOISE_MARK(3),
    /** The timing signal is not the one the configuration names. */
    WRONG_SIGNAL(4),
    /** A pulse with charge has no mark: delivered, not recorded. */
    BEAM_WITHOUT_MARK(6),
    /** Charges are those of a neighbouring cycle; until that ends no charge is believed. */
    NEIGHBOUR_CHARGE(7),
    /** The frequency of the marks is further than 0.1 Hz from 60 Hz. */
    LINE_FREQUENCY(9),
    /** Only every so many cycles have beam. A state of the machine, no error. */
    REDUCED_RATE(10),
    /** A board's time jumped by a whole number of turns of its counter. */
    ROLLOVER(11),
    /** The rate of a clock changed by more than 1 ppm: a reference was lost. */
    CLOCK_RATE(12),
    /** A board's time jumped: a reset or a new synchronisation within the run. */
    CLOCK_JUMP(13),
    /** Nothing says by how many cycles the boards started apart. */
    START_AMBIGUOUS(14),
    /** A board lost data: dead, busy, or its link was down. */
    DATA_LOST(15),
    /** The run's queue refused records. */
    SLOW_DISK(16),
    /** No beam pulses for 10 s while marks went on. */
    STREAM_STALLED(17),
    /** A beam pulse came twice, or its time went back. */
    PULSE_ORDER(18),
    /** The accelerator's time stepped by whole seconds. */
    ACCELERATOR_TIME(19),
    /** The host's clock stepped against the metronome. */
    HOST_TIME(20),
    /** Marks scatter more than they should: time walk, a threshold that changed. */
    MARK_JITTER(21),
    /** The ring period is not the one that the time offset of the beam was found at. */
    RING_PERIOD(22),
    /** Hits at one phase of the timing signal in every detector: the extraction kicker. */
    KICKER_PICKUP(23),
    /** Without beam C and AC do not have the same rate. */
    WINDOWS_UNEQUAL(24),
    /** Strobes come where the beam may still show. */
    STROBE_PHASE(25);

    private final int row;

    TimingProblem(int row) {
        this.row = row;
    }

    /** Number of its row in the catalogue. */
    public int row() {
        return row;
    }
}
