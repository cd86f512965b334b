// The price in Stars of a tariff: none, paid once, or renewed every 30 days.

import { post } from "../../api.js";
import { openDialog, panel } from "../../parts/ask.js";
import { textField, tick } from "../../parts/fields.js";
import { form } from "../../parts/form.js";
import { toast } from "../../parts/toast.js";
import { t } from "../../words.js";

const NONE = { stars: null, renews: false, may_renew: false, seen: 0 };

export function openStars(context, tariff) {
  const stars = tariff.stars ?? NONE;
  const fields = [textField({
    name: "stars", label: t("console-plans-stars-price"), hint: t("console-plans-stars-hint"), type: "number", min: 1, max: 100000, step: 1,
    inputmode: "numeric", value: stars.stars ?? "",
  })];
  if (stars.may_renew) fields.push(tick({ name: "renews", label: t("console-plans-stars-renews"), checked: stars.renews }));
  const dialog = panel(t("console-plans-stars"), form({
    label: t("console-plans-save"),
    send: async (values) => {
      const price = values.stars === "" ? null : Number(values.stars);
      const body = { stars: price, renews: price !== null && values.renews === "on", seen: stars.seen };
      const result = await post(`tariffs/${tariff.id}/stars`, body);
      toast(result.text);
      dialog.close();
      await context.reload();
    },
  }, ...fields));
  openDialog(dialog, () => context.reload());
}
