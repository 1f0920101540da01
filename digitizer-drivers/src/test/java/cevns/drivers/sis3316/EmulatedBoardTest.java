package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever a client sends, an emulated board goes on. */
class EmulatedBoardTest {

    private static final int[] OFFSETS = {
        0x00, 0x08, 0x0C, 0x10, 0x14, 0x18, 0x1C, 0x20, 0x24, 0x28, 0x2C, 0x30, 0x34, 0x38, 0x40,
        0x44, 0x48, 0x98, 0xA0, 0xC0
    };
    private static final int[] OTHERS = {
        0x40, 0x5C, 0x60, 0x80, 0x8C, 0xA0, 0x400, 0x414, 0x418, 0x41C, 0x420, 0x424, 0x428, 0x438
    };

    /** Made before the clock is read, so that its pulses have begun. */
    private final SteadySignals signals = new SteadySignals(16, 1_000_000);

    private long nowNs = System.currentTimeMillis() * 1_000_000;
    private final EmulatedBoard board =
            new EmulatedBoard(
                    new Sis3316EmulatorOptions(true, false, true, 1 << 16, 32, 0),
                    signals,
                    () -> nowNs);
    private int replies;

    private void send(byte[] bytes) {
        board.request(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), reply -> replies++);
    }

    private void write(int address, int data) {
        Request write = new Request.Write(new int[] {address}, new int[] {data});
        send(RequestEncoder.encode(write, 0, true));
    }

    private void alive() {
        int before = replies;
        send(RequestEncoder.encode(new Request.ReadLink(Registers.MODULE_ID), 1, true));
        assertThat(replies).isEqualTo(before + 1);
    }

    @Example
    void whatIsDueHasHappenedWhenAClientLooks() {
        send(RequestEncoder.encode(new Request.WriteLink(Registers.ACCESS, 1), 0, true));
        write(Registers.base(0) + Registers.EVENT, Registers.EVENT_EXTERNAL);
        write(Registers.NIM_INPUTS, Registers.NIM_TI_TRIGGER);
        write(Registers.ACQUISITION, Registers.ACQ_EXTERNAL_TRIGGER);
        write(Registers.KEY_ARM_BANK_1, 0);
        nowNs += 5_000_000;
        send(RequestEncoder.encode(new Request.Read(Registers.ACQUISITION), 0, true));
        assertThat(board.hits()).isBetween(4L, 6L);
    }

    @Property(tries = 500)
    void goesOnAfterAnyBytes(@ForAll @Size(min = 1, max = 64) byte[] bytes) {
        send(bytes);
        alive();
    }

    @Property(tries = 60)
    void goesOnWithAnySettings(@ForAll long seed) {
        Random random = new Random(seed);
        send(RequestEncoder.encode(new Request.WriteLink(Registers.ACCESS, 1), 0, true));
        for (int group = 0; group < 4; group++) {
            write(Registers.base(group) + Registers.EVENT, 0x0C0C_0C0C);
            write(Registers.base(group) + Registers.FIR_THRESHOLD, 0x8800_0000 + 1000);
        }
        write(Registers.NIM_INPUTS, Registers.NIM_TI_TRIGGER);
        write(Registers.ACQUISITION, Registers.ACQ_EXTERNAL_TRIGGER);
        write(Registers.KEY_ARM_BANK_1, 0);
        for (int i = 0; i < 40; i++) {
            int group = 0x1000 * (1 + random.nextInt(4));
            int address =
                    random.nextInt(3) > 0
                            ? group + OFFSETS[random.nextInt(OFFSETS.length)]
                            : OTHERS[random.nextInt(OTHERS.length)];
            int data = random.nextInt() >>> random.nextInt(32);
            write(address, data);
            if (i % 8 == 0) {
                int fifo = 0x10_0000 * (1 + random.nextInt(4));
                send(
                        RequestEncoder.encode(
                                new Request.ReadFifo(fifo, 1 + random.nextInt(2000)), i, true));
                nowNs += 3_000_000;
                board.act();
            }
        }
        alive();
    }
}
