package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
import cevns.drivers.fcio.FaultListener;
import java.util.function.Consumer;

/**
 * What the readers of VME digitizers share: a location in word 1 (crate 24..21, card 20..16,
 * channel 15..8), and a source for each board.
 */
abstract class VmeReader implements OrcaReader {

    private static final long S = 1_000_000_000L;

    /** How many boards a location can name. */
    private static final int BOARDS = 1 << 9;

    private final FaultListener faults;

    /** By crate and card; null where none has been seen. */
    private final VmeBoard[] boards = new VmeBoard[BOARDS];

    private OrcaHeader header = OrcaHeader.none();
    private long startNs;
    private long timeNs;

    VmeReader(FaultListener faults) {
        this.faults = faults;
    }

    /** A board that has not been seen before. */
    abstract VmeBoard board(int crate, int card);

    /** Reads a record of a board; what is wrong with it goes to {@link #refuse}. */
    abstract void take(VmeBoard board, OrcaRecord record, long offset);

    /** Least words of a record. */
    abstract int leastWords();

    /** Units in a record of which only the beginning is there. */
    abstract long unitsOfCut(OrcaRecord record);

    @Override
    public final void header(OrcaHeader newHeader) {
        header = newHeader;
        if (startNs == 0) {
            startNs = S * newHeader.startTime();
        }
    }

    @Override
    public final void runStart(long newStartNs) {
        startNs = newStartNs;
        forEach(board -> board.runStart(header, newStartNs));
    }

    @Override
    public final void take(String decoder, OrcaRecord record, long offset) {
        if (record.words() < leastWords()) {
            String what = decoder + " record of " + record.words() + " words, at least ";
            faults.fault(FrameFault.LENGTH, offset, what + leastWords() + " expected");
            lost(LossCause.CORRUPT);
            return;
        }
        VmeBoard board = find(record);
        board.sink().counters().bytes += (long) OrcaFrame.WORD * record.words();
        take(board, record, offset);
        timeNs = board.timeNs();
    }

    @Override
    public final void cut(String decoder, OrcaRecord record) {
        if (record.words() < 2) {
            lost(LossCause.CUT);
        } else {
            find(record).lose(LossCause.CUT, unitsOfCut(record));
        }
    }

    @Override
    public final void lost(LossCause cause) {
        forEach(board -> board.lost(cause));
    }

    @Override
    public final long timeNs() {
        return timeNs;
    }

    @Override
    public final void end() {
        forEach(VmeBoard::end);
    }

    /** Counts what cannot be used, and the units that were in it. */
    final void refuse(VmeBoard board, FrameFault fault, long offset, String what, long units) {
        board.sink().counters().refuse(fault);
        faults.fault(fault, offset, what);
        board.lose(LossCause.CORRUPT, units);
    }

    /** Channel of a record's location word. */
    static int channel(OrcaRecord record) {
        return record.word(1) >>> 8 & 0xFF;
    }

    private VmeBoard find(OrcaRecord record) {
        int crate = record.word(1) >>> 21 & 0xF;
        int card = record.word(1) >>> 16 & 0x1F;
        VmeBoard board = boards[crate << 5 | card];
        if (board == null) {
            board = board(crate, card);
            board.runStart(header, startNs);
            boards[crate << 5 | card] = board;
        }
        return board;
    }

    private void forEach(Consumer<VmeBoard> action) {
        for (VmeBoard board : boards) {
            if (board != null) {
                action.accept(board);
            }
        }
    }
}
