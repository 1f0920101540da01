package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.PacketFrame.STATUS_MALFORMED;
import static cevns.drivers.sis3316.PacketFrame.STATUS_NO_GRANT;
import static cevns.drivers.sis3316.PacketFrame.STATUS_TIMEOUT;
import static cevns.drivers.sis3316.PacketFrame.STATUS_TOGGLE;

import cevns.daq.time.WallClock;
import cevns.drivers.device.SentListener;
import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * The link interface of an emulated board: takes requests, gives replies. Requests come on the
 * thread of the socket, what happens at the inputs on one of its own that calls {@link #act}; both
 * hold the board's lock.
 */
final class EmulatedBoard {

    private static final int HARDWARE = 1;
    private static final int CONTROL_BITS = 0xFFFF;
    private static final int REQUEST_BITS = 1 << 16 | Registers.ACCESS_REQUEST;

    private final Sis3316EmulatorOptions options;
    private final WallClock clock;
    private final BoardAcquisition acquisition;
    private final BoardRegisters registers;
    private final SentHits sentHits = new SentHits();
    private final ByteBuffer reply = ReplyEncoder.room();
    private int control;
    private int udp;
    private boolean granted;
    private int toggle;
    private int acknowledged;

    EmulatedBoard(Sis3316EmulatorOptions options, EmulatedSignals inputs, WallClock clock) {
        this.options = options;
        this.clock = clock;
        acquisition = new BoardAcquisition(options, inputs, clock, sentHits);
        reply.limit(0);
        registers = acquisition.registers();
    }

    /** Has somebody told of hits that are sent; before the board is used. */
    void onSent(SentListener listener) {
        sentHits.tell(listener, clock);
    }

    /** Lets happen what is due; gives the time until the next [ns]. */
    synchronized long act() {
        return acquisition.act();
    }

    /** Hits stored so far. */
    synchronized long hits() {
        return acquisition.hits();
    }

    /** Hits for which there was no room. */
    synchronized long lost() {
        return acquisition.lost();
    }

    /**
     * Answers one datagram.
     *
     * @param in little-endian, from 0 to its limit
     * @param replies takes each reply in order, and gives it to the system during the call
     */
    synchronized void request(ByteBuffer in, Consumer<ByteBuffer> replies) {
        boolean ids = options.ids();
        int id = RequestDecoder.id(in, ids);
        Request request = RequestDecoder.decode(in, ids);
        if (request instanceof Request.WriteLink write) {
            writeLink(write.address(), write.data());
        } else if (request instanceof Request.ReadLink read) {
            ReplyEncoder.link(reply, id, ids, read.address(), readLink(read.address()));
            replies.accept(reply);
        } else if (request instanceof Request.Repeat) {
            if (reply.limit() > 0) {
                replies.accept(reply.rewind());
            }
        } else if (request instanceof Request.Reset) {
            toggle = 0;
            acknowledged = 0;
        } else {
            toggle ^= STATUS_TOGGLE;
            answer(request, id, replies);
        }
    }

    private void answer(Request request, int id, Consumer<ByteBuffer> replies) {
        if (request instanceof Request.Read read) {
            acquisition.act();
            read(read, id, replies);
        } else if (request instanceof Request.Write write) {
            acquisition.act();
            status(write, id, write(write), replies);
        } else if (request instanceof Request.ReadFifo read) {
            readFifo(read, id, replies);
        } else if (request instanceof Request.WriteFifo write) {
            status(write, id, writeFifo(write), replies);
        } else if (request.opcode() != PacketFrame.WRITE_LINK) {
            status(request, id, STATUS_MALFORMED, replies);
        }
    }

    private void read(Request.Read read, int id, Consumer<ByteBuffer> replies) {
        int status = 0;
        int[] values = new int[read.addresses().length];
        for (int i = 0; i < values.length; i++) {
            int address = read.addresses()[i];
            boolean mayRead = granted || address < Registers.GROUPS;
            if (!BoardRegisters.exists(address)) {
                status |= STATUS_MALFORMED;
            } else if (!mayRead) {
                status |= STATUS_NO_GRANT;
            }
            values[i] = status == 0 ? registers.read(address) : 0;
        }
        begin(read, id, status);
        for (int value : values) {
            reply.putInt(value);
        }
        replies.accept(reply.flip());
    }

    private int write(Request.Write write) {
        if (!granted) {
            return STATUS_NO_GRANT;
        }
        for (int i = 0; i < write.addresses().length; i++) {
            if (!BoardRegisters.exists(write.addresses()[i])) {
                return STATUS_MALFORMED;
            }
            registers.write(write.addresses()[i], write.data()[i]);
        }
        return 0;
    }

    private void readFifo(Request.ReadFifo read, int id, Consumer<ByteBuffer> replies) {
        BoardTransfer transfer = transfer(read.address());
        int error = error(transfer, transfer != null && transfer.reads());
        if (error != 0) {
            status(read, id, error, replies);
            return;
        }
        boolean jumbo = (udp & Registers.UDP_JUMBO) != 0;
        int full = jumbo ? PacketFrame.JUMBO_WORDS : PacketFrame.NORMAL_WORDS;
        int counter = 0;
        for (int left = read.words(); left > 0; left -= full) {
            int n = Math.min(left, full);
            int channel = transfer.channel();
            int bank = transfer.bank();
            begin(read, id, counter);
            acquisition.memory().copy(channel, bank, transfer.address(), n, reply);
            replies.accept(reply.flip());
            sentHits.sent(channel, bank, transfer.address() + n);
            transfer.advance(n);
            counter = counter + 1 & PacketFrame.STATUS_COUNTER;
        }
    }

    private int writeFifo(Request.WriteFifo write) {
        BoardTransfer transfer = transfer(write.address());
        int error = error(transfer, transfer != null && transfer.writes());
        for (int i = 0; error == 0 && i < write.data().length; i++) {
            int word = write.data()[i];
            acquisition.memory().put(transfer.channel(), transfer.bank(), transfer.address(), word);
            transfer.advance(1);
        }
        return error;
    }

    /** The transfer logic behind a FIFO address; null for none. */
    private BoardTransfer transfer(int address) {
        for (int group = 0; group < Registers.GROUP_COUNT; group++) {
            if (address == Registers.fifo(group)) {
                return registers.transfer(group);
            }
        }
        return null;
    }

    private int error(BoardTransfer transfer, boolean programmed) {
        if (!granted) {
            return STATUS_NO_GRANT;
        }
        return transfer == null ? STATUS_MALFORMED : programmed ? 0 : STATUS_TIMEOUT;
    }

    private void status(Request request, int id, int status, Consumer<ByteBuffer> replies) {
        begin(request, id, status);
        replies.accept(reply.flip());
    }

    private void begin(Request request, int id, int status) {
        int all = toggle | status;
        acknowledged = acknowledged >>> 16 | request.opcode() << 24 | all << 16;
        ReplyEncoder.status(reply, request.opcode(), id, options.ids(), all);
    }

    private int readLink(int address) {
        return switch (address) {
            case Registers.LINK_CONTROL -> control;
            case Registers.MODULE_ID -> options.module();
            case Registers.UDP_CONFIG -> udp;
            case Registers.LAST_ACK -> acknowledged;
            case Registers.ACCESS -> granted ? Registers.ACCESS_OWN_GRANT | REQUEST_BITS : 0;
            case Registers.FREE_COUNTER -> (int) (clock.nowNs() / 8);
            case Registers.HARDWARE -> HARDWARE;
            default -> 0;
        };
    }

    private void writeLink(int address, int data) {
        switch (address) {
            case Registers.LINK_CONTROL ->
                    control = (control | data & CONTROL_BITS) & ~(data >>> 16) & CONTROL_BITS;
            case Registers.UDP_CONFIG -> udp = data & (options.jumbo() ? 0x11F : 0x10F);
            case Registers.ACCESS ->
                    // The kill of the other interface's request leaves its own as it is.
                    granted =
                            data == Registers.ACCESS_KILL_OTHER
                                    ? granted
                                    : (data & Registers.ACCESS_REQUEST) != 0;
            default -> {
                // The rest is read only.
            }
        }
    }
}
