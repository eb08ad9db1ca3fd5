/** What comes after a sale by push: the commission that workers compute. The till waits for none of it. */
import { request, subscribe } from "@aesthetix/sdk";
import { defineStore } from "pinia";
import { ref } from "vue";
import type { Page } from "../api/types";

export interface CommissionNotice {
  at: Date;
  lines: { name: string; amount: string }[];
}

interface CommissionRow {
  id: number;
  amount: string;
  beneficiary?: string | number | { name?: string } | null;
  beneficiary_name?: string;
  staff_name?: string;
  _display?: string;
}

function nameIn(row: CommissionRow): string {
  if (row.beneficiary_name) return row.beneficiary_name;
  if (row.staff_name) return row.staff_name;
  if (row.beneficiary && typeof row.beneficiary === "object") return row.beneficiary.name ?? "";
  return row._display ?? "";
}

export const useNotices = defineStore("pos-notices", () => {
  const commission = ref<CommissionNotice | null>(null);
  let stop: (() => void) | null = null;

  /** Who may not read commissions still learns that they were computed, without the figures. */
  async function look(orderId: number): Promise<void> {
    const where = JSON.stringify({ field: { order_id: { eq: orderId } } });
    try {
      const rows = (await request<Page<CommissionRow>>("GET", "commissions/logs/", { query: { where, limit: 20 } })).results;
      if (rows.length) commission.value = { at: new Date(), lines: rows.map((row) => ({ name: nameIn(row), amount: row.amount })) };
    } catch {
      commission.value = { at: new Date(), lines: [] };
    }
  }

  function watchSale(orderId: number): void {
    unwatch();
    commission.value = null;
    stop = subscribe("commissions.log", (change) => {
      if (change === null || change.order_id === undefined || Number(change.order_id) === orderId) void look(orderId);
    });
  }

  function unwatch(): void {
    stop?.();
    stop = null;
  }

  return { commission, watchSale, unwatch };
});
