package cevns.drivers.incident;

import static cevns.drivers.incident.IncidentKind.Place.BOARDS;
import static cevns.drivers.incident.IncidentKind.Place.FACILITY;
import static cevns.drivers.incident.IncidentKind.Place.MACHINE;
import static cevns.drivers.incident.IncidentKind.Place.METRONOME;
import static cevns.drivers.incident.IncidentKind.Place.SUPPLIES;

import java.util.Locale;

/**
 * The incidents that emulated devices can play, each with the row of the catalogue
 * (beam-trigger-modes.md §6) that it shows, where it happens, and how long it lasts unless told
 * otherwise. What exactly is played is described where it is played.
 */
public enum IncidentKind {
    MISSED_MARKS(1, BOARDS, 20, "every 50th timing pulse does not come, once three in a row"),
    DOUBLE_MARKS(2, BOARDS, 20, "every 50th timing pulse comes again 1 ms later"),
    NOISE_MARKS(3, BOARDS, 20, "a pulse 0.2 to 1.4 ms before every 50th timing pulse"),
    WRONG_SIGNAL(4, BOARDS, Double.MAX_VALUE, "the signal of cycles with beam is wired"),
    BEAM_OFF(5, MACHINE, 90, "no beam; the timing signal goes on"),
    TRIP(5, MACHINE, 10, "one pulse with a part of its charge and trip bits, then no beam"),
    NO_MARKS(6, BOARDS, 75, "no timing pulse reaches the boards; the beam goes on"),
    CHARGE_SHIFT(7, FACILITY, 60, "the stream gives each cycle charge and veto of the one before"),
    LINE_WANDER(9, MACHINE, 40, "the line frequency goes 0.14 Hz off"),
    REDUCED_RATE(10, MACHINE, 60, "only every fourth cycle has beam"),
    ROLLOVER(11, METRONOME, 20, "no triggers while the counter goes round unseen"),
    PLL_STEP(12, METRONOME, 60, "the board's clock runs 5 ppm faster"),
    BOARD_RESET(13, METRONOME, 0, "the board's counter begins again at zero"),
    LATE_START(14, METRONOME, 0, "the board does not say when its counter began"),
    DEAD_TIME(15, METRONOME, 20, "the board is busy at every third trigger"),
    STREAM_STALL(17, FACILITY, 30, "the stream holds its pulses back, then sends them at once"),
    STREAM_CUT(17, FACILITY, 30, "the stream's connections are cut and refused"),
    PULSE_ORDER(18, FACILITY, 20, "pulse ids that come twice, and some that go back"),
    ACCELERATOR_TIME(19, FACILITY, Double.MAX_VALUE, "pulse ids step ahead by one second"),
    MARK_JITTER(21, BOARDS, 40, "the timing pulses scatter by 2 \u00b5s"),
    RING_PERIOD(22, MACHINE, 60, "the ring period is 0.1 % shorter: 1 % more energy"),
    KICKER_PICKUP(23, BOARDS, 60, "a spike in all channels at one phase of the timing pulse"),
    WINDOWS_UNEQUAL(24, MACHINE, 120, "no beam, but light behind every fifth timing pulse"),
    STROBE_DRIFT(25, METRONOME, 30, "the strobe drifts to 4 ms before the timing pulse"),
    BOARD_DOWN(0, METRONOME, 10, "the board dies with all it knows, and comes back"),
    LINK_CUT(0, METRONOME, 10, "the board's connections are cut and refused; it goes on"),
    FLOOD(0, METRONOME, 5, "fifteen triggers behind every timing pulse, 1 ms apart"),
    HV_TRIP(0, SUPPLIES, 1, "channel 0 of a high-voltage supply draws too much and trips");

    /** Where something happens, unless a source is named. */
    public enum Place {
        /** To the machine: every emulator sees it. */
        MACHINE,
        /** At the inputs of all boards. */
        BOARDS,
        /** On the board whose marks are the metronome. */
        METRONOME,
        /** In the stream of the charge. */
        FACILITY,
        /** In slow control. */
        SUPPLIES
    }

    private final int row;
    private final Place place;
    private final double lengthS;
    private final String text;

    IncidentKind(int row, Place place, double lengthS, String text) {
        this.row = row;
        this.place = place;
        this.lengthS = lengthS;
        this.text = text;
    }

    /** Row of the catalogue; 0 for what is not in it. */
    public int row() {
        return row;
    }

    /** Where it happens unless a source is named. */
    public Place place() {
        return place;
    }

    /** How long it lasts unless told otherwise [s]; {@link Double#MAX_VALUE} for to the end. */
    public double lengthS() {
        return lengthS;
    }

    /** When it begins unless told otherwise [s]: what is wrong with the wiring is so from begin. */
    public double startS() {
        return this == WRONG_SIGNAL || this == LATE_START ? 0 : Incident.USUAL_START_S;
    }

    /** What happens, for people. */
    public String text() {
        return text;
    }

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
