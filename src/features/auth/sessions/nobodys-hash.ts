/** Of a random password that nobody kept: what is not there costs as much to ask as what is. */
export const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$P8AwqFqGmaMl0/21AJpkRe90Kow/5/i9TEFwY/8cRI0$EaporXSdFyG7cd6WIyxeKHPOq26ieKwN+67P1GMdjKs";
